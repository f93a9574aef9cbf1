package dev.jacquard.hypernet.arch;

/**
 * What sampled networks stay within.
 *
 * @param minCells the fewest cells
 * @param maxCells the most cells, up to {@value #MOST_CELLS}
 * @param minSteps the fewest steps in a cell
 * @param maxSteps the most steps in a cell, up to {@value #MOST_STEPS}; deep networks may be held
 *     to fewer by their split
 * @param attention whether cells may have attention
 */
public record ArchitectureBounds(
    int minCells, int maxCells, int minSteps, int maxSteps, boolean attention) {
  /** The most cells of any split; many more, and no network would be small enough. */
  public static final int MOST_CELLS = 36;

  /** The most steps of any split; many more, and no cell would be free of what is rejected. */
  public static final int MOST_STEPS = 10;

  /** Checks that both are ranges. */
  public ArchitectureBounds {
    expectRange("cells", minCells, maxCells, MOST_CELLS);
    expectRange("steps", minSteps, maxSteps, MOST_STEPS);
  }

  private static void expectRange(String what, int min, int max, int most) {
    if (min < 1 || max < min || max > most) {
      throw new IllegalArgumentException(
          "bounds: "
              + what
              + ": expected a range within 1 to "
              + most
              + ", got "
              + min
              + " to "
              + max);
    }
  }

  /** The same with other numbers of cells. */
  public ArchitectureBounds withCells(int min, int max) {
    return new ArchitectureBounds(min, max, minSteps, maxSteps, attention);
  }

  /** The same with other numbers of steps in a cell. */
  public ArchitectureBounds withSteps(int min, int max) {
    return new ArchitectureBounds(minCells, maxCells, min, max, attention);
  }

  /** The same without attention. */
  public ArchitectureBounds withoutAttention() {
    return new ArchitectureBounds(minCells, maxCells, minSteps, maxSteps, false);
  }
}
