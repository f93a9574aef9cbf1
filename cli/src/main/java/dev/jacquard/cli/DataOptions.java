package dev.jacquard.cli;

import dev.jacquard.nn.data.DataSet;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which images a command works on. */
final class DataOptions {
  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "fashion-mnist, cifar10, folder (of PNG or JPEG images: train/CLASS/*, test/CLASS/*), or"
              + " synthetic (stripes; no files). Default: fashion-mnist.")
  String name = DataSet.FASHION_MNIST.toString();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data set's files are. Default: what is embedded of it.")
  Optional<Path> directory = Optional.empty();

  /**
   * The data set.
   *
   * @throws UsageException if there is none of this name
   */
  DataSet set() {
    return UsageException.ifIllegal(() -> DataSet.of(name));
  }

  /**
   * How many classes its images have.
   *
   * @throws TensorFileException if its files tell, and cannot be read
   */
  int classes() throws TensorFileException {
    DataSet set = set();
    return (directory.isPresent() ? set.classes(directory.get()) : set.classes()).size();
  }

  /**
   * Its images.
   *
   * @param imageSize rows and columns that networks see, for images that have no size of their own
   * @throws TensorFileException if files are missing or one is not as it should be
   */
  Splits open(int imageSize) throws TensorFileException {
    return directory.isPresent() ? set().open(directory.get(), imageSize) : set().embedded();
  }
}
