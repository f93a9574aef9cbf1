package dev.jacquard.cli;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.hypernet.predict.ShippedGhn;
import dev.jacquard.nn.data.DataSet;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which hypernetwork a command uses. */
final class HypernetworkOption {
  @Option(
      names = "--ghn",
      paramLabel = "NAME|FILE",
      description =
          "The hypernetwork: one that is shipped, or a .pt or .safetensors file. Default:"
              + " ghn2-fashion-mnist.")
  String name = ShippedGhn.GHN2_FASHION_MNIST.toString();

  /**
   * Reads it.
   *
   * @throws UsageException if no hypernetwork of this name is shipped
   * @throws TensorFileException if the file cannot be read or holds no hypernetwork
   */
  Ghn read() throws TensorFileException {
    return isFile() ? GhnFile.read(Path.of(name)) : shipped().read();
  }

  /** Says so where it was trained on other images than those that its networks are tested on. */
  void tellOfOtherImages(DataSet set, PrintWriter progress) {
    if (!isFile() && shipped().trainedOn() != set) {
      progress.printf("%s was trained on %s, not on %s%n", name, shipped().trainedOn(), set);
    }
  }

  private boolean isFile() {
    return name.endsWith(".pt") || name.endsWith(".pth") || name.endsWith(".safetensors");
  }

  private ShippedGhn shipped() {
    try {
      return ShippedGhn.of(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ghn: " + e.getMessage());
    }
  }
}
