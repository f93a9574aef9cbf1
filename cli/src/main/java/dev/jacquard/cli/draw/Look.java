package dev.jacquard.cli.draw;

import dev.jacquard.nn.network.Primitive;

/**
 * How a primitive is drawn. What is related has a hue in common, of those that can be told apart
 * with any sight of colours, and no two primitives have the same outline.
 *
 * @param fill colour of the box
 * @param line colour of its outline
 * @param ink colour of its label
 */
record Look(Outline outline, String fill, String line, String ink) {
  private static final String BLUE = "#1f5f99";
  private static final String GOLD = "#a87400";
  private static final String PURPLE = "#8a4a87";
  private static final String GREEN = "#00795a";
  private static final String RED = "#b84a00";
  private static final String GREY = "#6e6e6e";
  private static final String BLACK = "#1a1a1a";

  /** The look of a primitive. */
  static Look of(Primitive primitive) {
    return switch (primitive) {
      case CONV -> dark(Outline.RECTANGLE, "#b5d6f2", BLUE);
      case SEP_CONV -> dark(Outline.ROUNDED, "#dcecfa", BLUE);
      case DIL_CONV -> dark(Outline.LEANING_RIGHT, "#8fbfe8", BLUE);
      case BN -> dark(Outline.PILL, "#fff0c2", GOLD);
      case LN -> dark(Outline.CARD, "#ffdc85", GOLD);
      case MAX_POOL -> dark(Outline.FUNNEL, "#e3bfe0", PURPLE);
      case AVG_POOL -> dark(Outline.TRAPEZOID, "#f2dff0", PURPLE);
      case GLOB_AVG -> dark(Outline.SHIELD, "#d3a0d0", PURPLE);
      case SUM -> dark(Outline.DIAMOND, "#c4ecd9", GREEN);
      case CONCAT -> dark(Outline.HEXAGON, "#8ed8b8", GREEN);
      case MSA -> dark(Outline.OCTAGON, "#f7b58c", RED);
      case CSE -> dark(Outline.WAIST, "#fcdcc7", RED);
      case BIAS -> dark(Outline.LEANING_LEFT, "#ececec", GREY);
      case POS_ENC -> dark(Outline.ARROW, "#d4d4d4", GREY);
      case INPUT -> new Look(Outline.ROOF, "#3d3d3d", BLACK, "#ffffff");
    };
  }

  private static Look dark(Outline outline, String fill, String line) {
    return new Look(outline, fill, line, BLACK);
  }
}
