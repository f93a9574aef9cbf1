package dev.jacquard.cli;

import dev.jacquard.hypernet.arch.ArchitectureBounds;
import dev.jacquard.hypernet.arch.Split;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What sampled networks stay within. */
final class BoundsOptions {
  @Option(
      names = "--cells",
      paramLabel = "A-B",
      description = "The fewest and the most cells of a network. Default: those of the split.")
  Optional<String> cells = Optional.empty();

  @Option(
      names = "--cell-steps",
      paramLabel = "A-B",
      description = "The fewest and the most steps of a cell. Default: those of the split.")
  Optional<String> cellSteps = Optional.empty();

  @Option(names = "--no-attention", description = "Networks without attention.")
  boolean withoutAttention;

  /** A range of whole numbers. */
  private record Range(int least, int most) {
    /** Two numbers with a dash between, or one for both. */
    static Range of(String option, String text) {
      String[] parts = text.split("-", -1);
      try {
        if (parts.length <= 2) {
          return new Range(Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1]));
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new UsageException(option + " " + text + ": expected a range such as 4-8");
    }
  }

  /**
   * The bounds for a split.
   *
   * @throws UsageException if a range is none, or out of range
   */
  ArchitectureBounds of(Split split) {
    return UsageException.ifIllegal(
        () -> {
          ArchitectureBounds bounds = split.bounds();
          if (cells.isPresent()) {
            Range range = Range.of("--cells", cells.get());
            bounds = bounds.withCells(range.least(), range.most());
          }
          if (cellSteps.isPresent()) {
            Range range = Range.of("--cell-steps", cellSteps.get());
            bounds = bounds.withSteps(range.least(), range.most());
          }
          return withoutAttention ? bounds.withoutAttention() : bounds;
        });
  }
}
