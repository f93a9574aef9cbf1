package dev.jacquard.hypernet.arch;

/**
 * By what the networks of a split are drawn.
 *
 * @param bounds of cells and steps
 * @param minThreshold the fewest cells beyond which a network may count as deep
 * @param maxThreshold the most cells beyond which every network counts as deep
 * @param deepSteps the most steps in a cell of a deep network
 * @param norm which networks have batch norm
 * @param preprocessing how probable preprocessing is without attention, where it is a choice
 * @param preprocessingWithAttention the same with attention
 * @param maxParameters above which a network is rejected
 */
record SplitRules(
    ArchitectureBounds bounds,
    int minThreshold,
    int maxThreshold,
    int deepSteps,
    NormRule norm,
    double preprocessing,
    double preprocessingWithAttention,
    long maxParameters) {
  /** Which networks have batch norm. */
  enum NormRule {
    /** None. */
    NEVER,
    /** All but half of the small ones, which train without. */
    MOSTLY,
    /** All. */
    ALWAYS
  }

  private static final long USUAL_PARAMETERS = 10_000_000;
  private static final long MANY_PARAMETERS = 100_000_000;

  static SplitRules of(Split split) {
    return switch (split) {
      case TRAIN, VAL, TEST, WIDE -> usual(NormRule.MOSTLY);
      case DEEP -> deep();
      case DENSE -> dense();
      case BNFREE -> usual(NormRule.NEVER);
      case SEARCH -> search();
    };
  }

  private static SplitRules usual(NormRule norm) {
    return new SplitRules(
        new ArchitectureBounds(4, 18, 1, 4, true), 7, 10, 2, norm, 1, 0.2, USUAL_PARAMETERS);
  }

  private static SplitRules deep() {
    return new SplitRules(
        new ArchitectureBounds(10, 36, 1, 4, true),
        18,
        18,
        2,
        NormRule.MOSTLY,
        1,
        0.2,
        MANY_PARAMETERS);
  }

  private static SplitRules dense() {
    return new SplitRules(
        new ArchitectureBounds(4, 18, 2, 10, true),
        7,
        10,
        6,
        NormRule.MOSTLY,
        1,
        0.2,
        MANY_PARAMETERS);
  }

  private static SplitRules search() {
    return new SplitRules(
        new ArchitectureBounds(6, 20, 1, 6, true),
        10,
        10,
        3,
        NormRule.ALWAYS,
        0.8,
        0.2,
        USUAL_PARAMETERS);
  }
}
