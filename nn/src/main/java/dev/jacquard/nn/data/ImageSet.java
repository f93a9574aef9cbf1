package dev.jacquard.nn.data;

import dev.jacquard.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Images as bytes, {@code [N, C, H, W]} from 0 to 255, each with a label; immutable. Floats are
 * made of them batch by batch, since they take four times the memory.
 */
public final class ImageSet {
  private final String source;
  private final List<String> classes;
  private final Shape shape;
  private final byte[] pixels;
  private final int offset;
  private final int[] labels;
  private final int firstLabel;

  private ImageSet(
      String source,
      List<String> classes,
      Shape shape,
      byte[] pixels,
      int offset,
      int[] labels,
      int firstLabel) {
    this.source = source;
    this.classes = classes;
    this.shape = shape;
    this.pixels = pixels;
    this.offset = offset;
    this.labels = labels;
    this.firstLabel = firstLabel;
  }

  /**
   * A set of images that are copied from an array.
   *
   * @param source where the images came from, for messages and reports
   * @param classes the names that the labels index
   * @param shape {@code [N, C, H, W]}
   * @param pixels the bytes of the images, row by row, channel by channel, image by image
   * @param labels one label an image
   * @throws IllegalArgumentException if the shape has other than four axes or an image has no
   *     pixels, the arrays do not fit it, or a label has no class
   */
  public static ImageSet of(
      String source, List<String> classes, Shape shape, byte[] pixels, int[] labels) {
    if (pixels.length != shape.size()) {
      throw new IllegalArgumentException(
          source + ": expected " + shape.size() + " bytes for " + shape + ", got " + pixels.length);
    }
    return over(source, classes, shape, pixels.clone(), 0, labels.clone());
  }

  /** A set over arrays that nobody changes any more, with the first pixel at an offset. */
  static ImageSet over(
      String source, List<String> classes, Shape shape, byte[] pixels, int offset, int[] labels) {
    if (shape.rank() != 4 || shape.product(1, 4) == 0) {
      throw new IllegalArgumentException(
          source + ": expected images [N, C, H, W] with pixels, got " + shape);
    }
    Objects.checkFromIndexSize(offset, shape.size(), pixels.length);
    if (labels.length != shape.dim(0)) {
      throw new IllegalArgumentException(
          source + ": expected " + shape.dim(0) + " labels, got " + labels.length);
    }
    for (int image = 0; image < labels.length; image++) {
      if (labels[image] < 0 || labels[image] >= classes.size()) {
        throw new IllegalArgumentException(
            source
                + ": label of image "
                + image
                + ": expected 0 to "
                + (classes.size() - 1)
                + ", got "
                + labels[image]);
      }
    }
    return new ImageSet(source, List.copyOf(classes), shape, pixels, offset, labels, 0);
  }

  /** Where the images came from, for messages and reports. */
  public String source() {
    return source;
  }

  /** The names of the classes, by label. */
  public List<String> classes() {
    return classes;
  }

  /** The sizes {@code [N, C, H, W]}. */
  public Shape shape() {
    return shape;
  }

  /** The number of images. */
  public int size() {
    return shape.dim(0);
  }

  /** The number of channels of an image. */
  public int channels() {
    return shape.dim(1);
  }

  /** The rows of an image. */
  public int height() {
    return shape.dim(2);
  }

  /** The columns of an image. */
  public int width() {
    return shape.dim(3);
  }

  /**
   * The label of an image: an index into {@link #classes()}.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public int label(int image) {
    return labels[firstLabel + Objects.checkIndex(image, size())];
  }

  /**
   * A copy of the bytes of an image, {@code [C, H, W]}.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public byte[] pixels(int image) {
    int start = offset(image);
    return Arrays.copyOfRange(pixels, start, start + shape.product(1, 4));
  }

  /**
   * The images {@code from} (inclusive) to {@code to} (exclusive); the bytes are shared.
   *
   * @throws IndexOutOfBoundsException if the range does not lie inside the set
   */
  public ImageSet slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new ImageSet(
        source,
        classes,
        shape.withDim(0, to - from),
        pixels,
        offset + from * shape.product(1, 4),
        labels,
        firstLabel + from);
  }

  /** The bytes of this and other sets, shared; an image's begin at its {@link #offset(int)}. */
  byte[] bytes() {
    return pixels;
  }

  /** The place of an image's first pixel in {@link #bytes()}. */
  int offset(int image) {
    return offset + Objects.checkIndex(image, size()) * shape.product(1, 4);
  }

  /** The source and the sizes. */
  @Override
  public String toString() {
    return source + " " + shape;
  }
}
