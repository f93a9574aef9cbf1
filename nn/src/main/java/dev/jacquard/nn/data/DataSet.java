package dev.jacquard.nn.data;

import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The data sets that have a name. */
public enum DataSet {
  /** {@link FashionMnist}: {@code fashion-mnist}. */
  FASHION_MNIST("fashion-mnist"),

  /** {@link Cifar10}: {@code cifar10}. */
  CIFAR10("cifar10");

  private final String label;

  DataSet(String label) {
    this.label = label;
  }

  /**
   * The data set with a name such as {@code cifar10}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static DataSet of(String name) {
    for (DataSet set : values()) {
      if (set.label.equals(name)) {
        return set;
      }
    }
    throw new IllegalArgumentException(
        "data set '" + name + "': expected one of " + Arrays.toString(values()));
  }

  /**
   * Reads the data set from its files in a directory.
   *
   * @throws TensorFileException if files are missing (all are named) or one is not as it should be
   */
  public Splits open(Path directory) throws TensorFileException {
    return switch (this) {
      case FASHION_MNIST -> FashionMnist.read(directory);
      case CIFAR10 -> Cifar10.read(directory);
    };
  }

  /**
   * The part of the data set that this module carries.
   *
   * @throws TensorFileException if it carries none; the message names the files that are needed
   */
  public Splits embedded() throws TensorFileException {
    return switch (this) {
      case FASHION_MNIST -> FashionMnist.embedded();
      case CIFAR10 ->
          throw new TensorFileException(
              this
                  + ": not embedded, expected a directory with "
                  + String.join(", ", Cifar10.files()));
    };
  }

  /** How images of this data set reach networks. */
  public Preprocessing preprocessing() {
    return switch (this) {
      case FASHION_MNIST -> Preprocessing.fashionMnist();
      case CIFAR10 -> Preprocessing.cifar10();
    };
  }

  /** The names of the classes, by label. */
  public List<String> classes() {
    return switch (this) {
      case FASHION_MNIST -> FashionMnist.classes();
      case CIFAR10 -> Cifar10.classes();
    };
  }

  /** The name, as {@link #of} takes it. */
  @Override
  public String toString() {
    return label;
  }
}
