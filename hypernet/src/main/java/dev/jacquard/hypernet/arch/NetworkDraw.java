package dev.jacquard.hypernet.arch;

import dev.jacquard.hypernet.arch.CellNetwork.Norm;
import dev.jacquard.hypernet.arch.CellNetwork.Stem;

/**
 * Draws networks, some of which are to be rejected.
 *
 * @param rules of the split
 * @param bounds that may be narrower than those of the rules
 */
record NetworkDraw(SplitRules rules, ArchitectureBounds bounds) {
  /** Features between two final linear layers, where no width is drawn. */
  static final int FINAL_WIDTH = 256;

  CellNetwork draw(Draws draws) {
    int cells = draws.between(bounds.minCells(), bounds.maxCells());
    int threshold = draws.between(rules.minThreshold(), rules.maxThreshold());
    boolean deep = cells > threshold;
    int steps = draws.between(bounds.minSteps(), maxSteps(deep));
    Genotype genotype = GenotypeDraw.draw(steps, bounds.attention(), draws);
    boolean attention = genotype.hasAttention();
    Stem stem = draws.coin() ? Stem.PLAIN : Stem.HALVING;
    int stemKernel = 2 * draws.between(1, 3) + 1;
    boolean stemPool = stem == Stem.PLAIN && draws.coin();
    Norm norm = norm(cells, steps, draws);
    int multiplier = draws.between(1, 2);
    boolean preprocessing =
        steps > 1 || multiplier > 1 || draws.chance(preprocessingChance(attention));
    int finalLayers = draws.between(1, 2);
    boolean globalAverage = attention || deep || draws.chance(0.9);
    return new CellNetwork(
        genotype,
        cells,
        CellNetwork.DEFAULT_CHANNELS,
        stem,
        stemKernel,
        stemPool,
        norm,
        preprocessing,
        multiplier,
        finalLayers,
        FINAL_WIDTH,
        globalAverage);
  }

  /** Deep networks have fewer steps, but never fewer than the bounds ask for. */
  private int maxSteps(boolean deep) {
    return deep
        ? Math.max(bounds.minSteps(), Math.min(bounds.maxSteps(), rules.deepSteps()))
        : bounds.maxSteps();
  }

  private Norm norm(int cells, int steps, Draws draws) {
    boolean small = cells <= bounds.minCells() + 1 && steps <= rules.deepSteps();
    return switch (rules.norm()) {
      case NEVER -> Norm.NONE;
      case MOSTLY -> small && draws.coin() ? Norm.NONE : Norm.BATCH;
      case ALWAYS -> Norm.BATCH;
    };
  }

  private double preprocessingChance(boolean attention) {
    return attention ? rules.preprocessingWithAttention() : rules.preprocessing();
  }
}
