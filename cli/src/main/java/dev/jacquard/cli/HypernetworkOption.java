package dev.jacquard.cli;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.hypernet.predict.ShippedGhn;
import dev.jacquard.tensor.io.TensorFileException;
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
    if (name.endsWith(".pt") || name.endsWith(".pth") || name.endsWith(".safetensors")) {
      return GhnFile.read(Path.of(name));
    }
    try {
      return ShippedGhn.of(name).read();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ghn: " + e.getMessage());
    }
  }
}
