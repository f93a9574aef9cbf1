package dev.jacquard.cli.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The outline of a box. All reach the middle of the box's upper and lower side, where edges end.
 *
 * @param radius of round corners, in heights of the box
 * @param corners of a polygon; empty for a box with round corners
 */
record Outline(double radius, List<Corner> corners) {
  static final Outline ROUNDED = rounded(0.3);
  static final Outline PILL = rounded(0.5);
  static final Outline RECTANGLE = polygon(-1, 0, -1, 1, 0, -1, 1, 0, 1, -1, 0, 1);
  static final Outline DIAMOND =
      polygon(-1, 0, 0, -1, 0.9, -1, 1, 0.9, -1, 1, 0, 0, 1, 0.9, 1, -1, 0.9, 1);
  static final Outline HEXAGON =
      polygon(-1, 0, 0, -1, 0.4, -1, 1, 0.4, -1, 1, 0, 0, 1, 0.4, 1, -1, 0.4, 1);
  static final Outline OCTAGON =
      polygon(
          -1, 0, -0.4, -1, 0.3, -1, 1, 0.3, -1, 1, 0, -0.4, 1, 0, 0.4, 1, 0.3, 1, -1, 0.3, 1, -1, 0,
          0.4);

  /** Wider at the top. */
  static final Outline FUNNEL = polygon(-1, 0, -1, 1, 0, -1, 1, 0.45, 1, -1, 0.45, 1);

  /** Wider at the bottom. */
  static final Outline TRAPEZOID = polygon(-1, 0.45, -1, 1, 0.45, -1, 1, 0, 1, -1, 0, 1);

  static final Outline LEANING_RIGHT = polygon(-1, 0.4, -1, 1, 0, -1, 1, 0.4, 1, -1, 0, 1);
  static final Outline LEANING_LEFT = polygon(-1, 0, -1, 1, 0.4, -1, 1, 0, 1, -1, 0.4, 1);

  /** Sides that point inwards. */
  static final Outline WAIST =
      polygon(-1, 0, -1, 1, 0, -1, 1, 0.35, 0, 1, 0, 1, -1, 0, 1, -1, 0.35, 0);

  /** Sides that point to the right. */
  static final Outline ARROW =
      polygon(-1, 0, -1, 1, 0.4, -1, 1, 0, 0, 1, 0.4, 1, -1, 0, 1, -1, 0.4, 0);

  /** Lower corners cut off. */
  static final Outline SHIELD =
      polygon(-1, 0, -1, 1, 0, -1, 1, 0, 0.1, 1, 0.55, 1, -1, 0.55, 1, -1, 0, 0.1);

  /** Upper right corner cut off. */
  static final Outline CARD = polygon(-1, 0, -1, 1, 0.35, -1, 1, 0, -0.3, 1, 0, 1, -1, 0, 1);

  /** Upper corners cut off. */
  static final Outline ROOF =
      polygon(-1, 0, -0.1, -1, 0.55, -1, 1, 0.55, -1, 1, 0, -0.1, 1, 0, 1, -1, 0, 1);

  private static final int NUMBERS_A_CORNER = 3;

  /**
   * A corner of a polygon, whatever the width of the box.
   *
   * @param side -1 for the left, 1 for the right
   * @param inset how far inwards from there, in heights of the box
   * @param level from -1 at the top to 1 at the bottom
   */
  record Corner(double side, double inset, double level) {}

  /** Copies the list. */
  Outline {
    corners = List.copyOf(corners);
  }

  private static Outline rounded(double radius) {
    return new Outline(radius, List.of());
  }

  /** A polygon whose corners have three numbers each. */
  private static Outline polygon(double... numbers) {
    List<Corner> corners = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += NUMBERS_A_CORNER) {
      corners.add(new Corner(numbers[i], numbers[i + 1], numbers[i + 2]));
    }
    return new Outline(0, corners);
  }

  /** The data of an SVG path around a middle. */
  String path(double x, double y, double width, double height) {
    return corners.isEmpty() ? roundedPath(x, y, width, height) : polygonPath(x, y, width, height);
  }

  /** How much of the width at either side may be missing, in heights of the box. */
  double inset() {
    return corners.stream().mapToDouble(Corner::inset).max().orElse(radius / 2);
  }

  private String polygonPath(double x, double y, double width, double height) {
    StringBuilder path = new StringBuilder();
    for (Corner corner : corners) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(Svg.number(x + corner.side * (width / 2 - corner.inset * height)))
          .append(' ')
          .append(Svg.number(y + corner.level * height / 2));
    }
    return path.append('Z').toString();
  }

  private String roundedPath(double x, double y, double width, double height) {
    String r = Svg.number(radius * height);
    String across = Svg.number(width - 2 * radius * height);
    String down = Svg.number(height - 2 * radius * height);
    return String.format(
        Locale.ROOT,
        "M%1$s %2$sh%3$sa%4$s %4$s 0 0 1 %4$s %4$sv%5$sa%4$s %4$s 0 0 1 -%4$s %4$sh-%3$s"
            + "a%4$s %4$s 0 0 1 -%4$s -%4$sv-%5$sa%4$s %4$s 0 0 1 %4$s -%4$sZ",
        Svg.number(x - width / 2 + radius * height),
        Svg.number(y - height / 2),
        across,
        r,
        down);
  }
}
