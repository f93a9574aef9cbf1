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
      description = "fashion-mnist or cifar10. Default: fashion-mnist.")
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
   * Its images.
   *
   * @throws TensorFileException if files are missing or one is not as it should be
   */
  Splits open() throws TensorFileException {
    return directory.isPresent() ? set().open(directory.get()) : set().embedded();
  }
}
