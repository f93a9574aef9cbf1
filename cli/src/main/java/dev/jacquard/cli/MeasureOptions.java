package dev.jacquard.cli;

import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** On which images networks are measured one after the other, and where results go. */
final class MeasureOptions {
  @Option(
      names = "--images",
      paramLabel = "N|all",
      description = "Test images, the first of the set. Default: 1000.")
  String images = "1000";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "A file that gets each network's line as soon as it is known. What it has already is not"
              + " measured again.")
  Optional<Path> out = Optional.empty();

  /**
   * The images.
   *
   * @throws UsageException if there are not so many
   */
  ImageSet tested(Splits splits) {
    return Evaluation.first("--images", images, 1, splits.test());
  }

  /**
   * The results so far.
   *
   * @param of of what they are
   * @throws IOException if the file is of something else, or cannot be read or written
   */
  ResultLines results(Map<String, Object> of) throws IOException {
    return ResultLines.open(out, of);
  }
}
