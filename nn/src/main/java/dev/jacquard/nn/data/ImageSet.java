package dev.jacquard.nn.data;

import dev.jacquard.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Images as bytes, {@code [N, C, H, W]} from 0 to 255, each with a label; immutable. They are in
 * memory, or read from files batch by batch. Floats are made of them batch by batch too, since they
 * take four times the memory.
 */
public final class ImageSet {
  private final String source;
  private final List<String> classes;
  private final Shape image;
  private final Pixels pixels;
  private final int[] labels;
  private final int first;
  private final int size;

  /** Where the bytes of images are. */
  private interface Pixels {
    /** An array that holds an image. */
    byte[] holding(int image);

    /** The place of the image's first byte in that array. */
    int offset(int image);
  }

  private ImageSet(
      String source,
      List<String> classes,
      Shape image,
      Pixels pixels,
      int[] labels,
      int first,
      int size) {
    this.source = source;
    this.classes = classes;
    this.image = image;
    this.pixels = pixels;
    this.labels = labels;
    this.first = first;
    this.size = size;
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
    if (labels.length != shape.dim(0)) {
      throw new IllegalArgumentException(
          source + ": expected " + shape.dim(0) + " labels, got " + labels.length);
    }
    Objects.checkFromIndexSize(offset, shape.size(), pixels.length);
    int each = shape.product(1, 4);
    Pixels inMemory =
        new Pixels() {
          @Override
          public byte[] holding(int image) {
            return pixels;
          }

          @Override
          public int offset(int image) {
            return offset + image * each;
          }
        };
    return all(
        source, classes, Shape.of(shape.dim(1), shape.dim(2), shape.dim(3)), inMemory, labels);
  }

  /**
   * A set of images that are read when they are asked for, each time anew.
   *
   * @param image {@code [C, H, W]}
   * @param read gives the bytes of an image; called from any thread
   */
  static ImageSet reading(
      String source, List<String> classes, Shape image, IntFunction<byte[]> read, int[] labels) {
    Pixels elsewhere =
        new Pixels() {
          @Override
          public byte[] holding(int image) {
            return read.apply(image);
          }

          @Override
          public int offset(int image) {
            return 0;
          }
        };
    return all(source, classes, image, elsewhere, labels);
  }

  private static ImageSet all(
      String source, List<String> classes, Shape image, Pixels pixels, int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new IllegalArgumentException(
            source
                + ": label of image "
                + i
                + ": expected 0 to "
                + (classes.size() - 1)
                + ", got "
                + labels[i]);
      }
    }
    return new ImageSet(source, List.copyOf(classes), image, pixels, labels, 0, labels.length);
  }

  /** Where the images came from, for messages and reports. */
  public String source() {
    return source;
  }

  /** The names of the classes, by label. */
  public List<String> classes() {
    return classes;
  }

  /**
   * The sizes {@code [N, C, H, W]}.
   *
   * @throws IllegalArgumentException if they are those of more pixels than an array holds
   */
  public Shape shape() {
    return Shape.of(size, channels(), height(), width());
  }

  /** The number of images. */
  public int size() {
    return size;
  }

  /** The number of channels of an image. */
  public int channels() {
    return image.dim(0);
  }

  /** The rows of an image. */
  public int height() {
    return image.dim(1);
  }

  /** The columns of an image. */
  public int width() {
    return image.dim(2);
  }

  /**
   * The label of an image: an index into {@link #classes()}.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public int label(int image) {
    return labels[place(image)];
  }

  /**
   * A copy of the bytes of an image, {@code [C, H, W]}.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public byte[] pixels(int image) {
    int place = place(image);
    int start = pixels.offset(place);
    return Arrays.copyOfRange(pixels.holding(place), start, start + this.image.size());
  }

  /**
   * The images {@code from} (inclusive) to {@code to} (exclusive); the bytes are shared.
   *
   * @throws IndexOutOfBoundsException if the range does not lie inside the set
   */
  public ImageSet slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new ImageSet(source, classes, image, pixels, labels, first + from, to - from);
  }

  /**
   * The images with these indices, in this order; the bytes are shared.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public ImageSet select(int[] images) {
    int[] places = Arrays.stream(images).map(this::place).toArray();
    Pixels all = pixels;
    Pixels some =
        new Pixels() {
          @Override
          public byte[] holding(int image) {
            return all.holding(places[image]);
          }

          @Override
          public int offset(int image) {
            return all.offset(places[image]);
          }
        };
    int[] chosen = Arrays.stream(images).map(this::label).toArray();
    return new ImageSet(source, classes, image, some, chosen, 0, chosen.length);
  }

  /**
   * The first images of each class, in their order.
   *
   * @param shots how many of each class
   * @throws IllegalArgumentException if a class has fewer
   */
  public ImageSet firstOfEachClass(int shots) {
    int[] found = new int[classes.size()];
    int[] chosen =
        IntStream.range(0, size).filter(image -> found[label(image)]++ < shots).toArray();
    for (int label = 0; label < found.length; label++) {
      if (found[label] < shots) {
        throw new IllegalArgumentException(
            source
                + ": expected "
                + shots
                + " images of class "
                + classes.get(label)
                + ", there are "
                + found[label]);
      }
    }
    return select(chosen);
  }

  /** An array that holds an image, and maybe others; it begins at its {@link #offset}. */
  byte[] holding(int image) {
    return pixels.holding(place(image));
  }

  /** The place of an image's first pixel in the array that {@link #holding} gives. */
  int offset(int image) {
    return pixels.offset(place(image));
  }

  /** The place of an image among those of the set that this is a part of. */
  private int place(int image) {
    return first + Objects.checkIndex(image, size());
  }

  /** The source and the sizes, {@code [N, C, H, W]}. */
  @Override
  public String toString() {
    return source + " " + List.of(size, channels(), height(), width());
  }
}
