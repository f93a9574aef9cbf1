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
  CIFAR10("cifar10"),

  /** {@link ImageFolder}: {@code folder}. */
  FOLDER("folder"),

  /** {@link SyntheticImages}: {@code synthetic}. */
  SYNTHETIC("synthetic");

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
   * @param imageSize rows and columns that networks will see, for images that have no size of their
   *     own
   * @throws TensorFileException if files are missing (all are named) or one is not as it should be
   * @throws IllegalArgumentException if the data set has no files
   */
  public Splits open(Path directory, int imageSize) throws TensorFileException {
    return switch (this) {
      case FASHION_MNIST -> FashionMnist.read(directory);
      case CIFAR10 -> Cifar10.read(directory);
      case FOLDER -> ImageFolder.read(directory, imageSize);
      case SYNTHETIC ->
          throw new IllegalArgumentException(
              this + ": has no files, " + directory + " is not read");
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
      case FOLDER ->
          throw new TensorFileException(
              this + ": not embedded, expected a directory with the folders 'train' and 'test'");
      case SYNTHETIC -> SyntheticImages.splits();
    };
  }

  /**
   * The names of the classes of what this module carries, by label.
   *
   * @throws TensorFileException if the files tell, and this module carries none
   */
  public List<String> classes() throws TensorFileException {
    return switch (this) {
      case FASHION_MNIST -> FashionMnist.classes();
      case CIFAR10 -> Cifar10.classes();
      case FOLDER -> embedded().classes();
      case SYNTHETIC -> SyntheticImages.classes();
    };
  }

  /**
   * The names of the classes of the files in a directory, by label.
   *
   * @throws TensorFileException if they cannot be read
   */
  public List<String> classes(Path directory) throws TensorFileException {
    return this == FOLDER ? ImageFolder.classes(directory) : classes();
  }

  /** The name, as {@link #of} takes it. */
  @Override
  public String toString() {
    return label;
  }
}
