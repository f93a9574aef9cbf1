package dev.jacquard.cli.draw;

import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.tensor.Shape;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What is written in the box of a node.
 *
 * @param name of the primitive
 * @param size the shape of a parameter, such as {@code 64x3x7x7}, or the kernel of a pooling, such
 *     as {@code 3x3}; empty for others
 */
record Label(String name, String size) {
  /** The size of letters. */
  static final double LETTERS = 10;

  /** Of a letter, in its size: a little more than the mean of common fonts. */
  private static final double LETTER_WIDTH = 0.61;

  private static final int KERNEL_AXES = 2;

  /** The label of a node. */
  static Label of(PrimitiveNode node) {
    int skipped = node.parameter().isPresent() ? 0 : KERNEL_AXES;
    return new Label(
        node.primitive().label(), node.shape().map(shape -> joined(shape, skipped)).orElse(""));
  }

  private static String joined(Shape shape, int skipped) {
    return Arrays.stream(shape.dims())
        .skip(skipped)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("x"));
  }

  /** About how wide it is. */
  double width() {
    int letters = name.length() + (size.isEmpty() ? 0 : 1 + size.length());
    return width(letters, LETTERS);
  }

  /** About how wide text is. */
  static double width(int letters, double letterSize) {
    return letters * LETTER_WIDTH * letterSize;
  }
}
