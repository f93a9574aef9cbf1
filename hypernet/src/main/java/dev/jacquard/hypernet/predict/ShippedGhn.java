package dev.jacquard.hypernet.predict;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.nn.data.DataSet;
import dev.jacquard.tensor.io.TensorFile;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The trained hypernetworks that this module carries. */
public enum ShippedGhn {
  /** GHN-2, trained on Fashion-MNIST: {@code ghn2-fashion-mnist}. */
  GHN2_FASHION_MNIST("ghn2-fashion-mnist", DataSet.FASHION_MNIST),

  /** GHN-1, trained likewise, to compare with: {@code ghn1-fashion-mnist}. */
  GHN1_FASHION_MNIST("ghn1-fashion-mnist", DataSet.FASHION_MNIST),

  /** The MLP baseline, which sees no graph, trained likewise: {@code mlp-fashion-mnist}. */
  MLP_FASHION_MNIST("mlp-fashion-mnist", DataSet.FASHION_MNIST),

  /** GHN-2, trained on CIFAR-10: {@code ghn2-cifar10}. */
  GHN2_CIFAR10("ghn2-cifar10", DataSet.CIFAR10);

  private final String label;
  private final DataSet trainedOn;

  ShippedGhn(String label, DataSet trainedOn) {
    this.label = label;
    this.trainedOn = trainedOn;
  }

  /** The images that it was trained on, which networks with its parameters classify. */
  public DataSet trainedOn() {
    return trainedOn;
  }

  /**
   * The hypernetwork with a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static ShippedGhn of(String name) {
    for (ShippedGhn shipped : values()) {
      if (shipped.label.equals(name)) {
        return shipped;
      }
    }
    throw new IllegalArgumentException(
        "hypernetwork '" + name + "': expected one of " + Arrays.toString(values()) + " or a file");
  }

  /**
   * Reads it.
   *
   * @throws TensorFileException if it is missing from the module or damaged
   */
  public Ghn read() throws TensorFileException {
    String file = label + ".safetensors";
    try (InputStream in = ShippedGhn.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new TensorFileException(file + ": missing from the module");
      }
      return GhnFile.of(file, TensorFile.read(in));
    } catch (IOException e) {
      throw e instanceof TensorFileException damaged
          ? damaged
          : new TensorFileException(file + ": cannot be read", e);
    }
  }

  /** The name, as {@link #of} takes it. */
  @Override
  public String toString() {
    return label;
  }
}
