package dev.jacquard.nn.data;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;

/**
 * Makes batches of a set's images, as a network takes them. One array holds the images of one batch
 * after the other: <b>the next call overwrites the batch before</b>; whoever needs both copies the
 * tensor. A loader serves one thread.
 */
public final class BatchLoader {
  /** The rows and columns of images where nothing else is asked for. */
  public static final int DEFAULT_IMAGE_SIZE = 32;

  private final ImageSet set;
  private final Preprocessing preprocessing;
  private final int imageSize;
  private float[] buffer = new float[0];

  /**
   * A loader of images of one size.
   *
   * @param imageSize the rows and the columns of the images that come out
   * @throws IllegalArgumentException if the size is not 1 or more, or the set has other channels
   *     than the preprocessing is for
   */
  public BatchLoader(ImageSet set, Preprocessing preprocessing, int imageSize) {
    if (imageSize < 1) {
      throw new IllegalArgumentException("image size: " + imageSize + ", expected 1 or more");
    }
    preprocessing.checkChannels(set);
    this.set = set;
    this.preprocessing = preprocessing;
    this.imageSize = imageSize;
  }

  /** The set that the images are taken from. */
  public ImageSet set() {
    return set;
  }

  /**
   * A loader of the first images only.
   *
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public BatchLoader first(int images) {
    return new BatchLoader(set.slice(0, images), preprocessing, imageSize);
  }

  /** A loader of the same images, with an array of its own. */
  public BatchLoader another() {
    return new BatchLoader(set, preprocessing, imageSize);
  }

  /**
   * A batch of the images with these indices, in this order.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws IllegalArgumentException if the batch is too large for one array
   */
  public Batch load(int[] images) {
    return load(images, Augmentation.NONE, RandomStream.of(0));
  }

  /**
   * A batch of the images with these indices, in this order, augmented.
   *
   * @param stream decides how; an image's draws go by its place in the batch
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws IllegalArgumentException if the batch is too large for one array
   */
  public Batch load(int[] images, Augmentation augmentation, RandomStream stream) {
    Tensor target = target(images.length);
    preprocessing.write(set, images, target, augmentation, stream);
    return new Batch(target, Arrays.stream(images).map(set::label).toArray());
  }

  private Tensor target(int images) {
    Shape shape = Shape.of(images, 3, imageSize, imageSize);
    if (shape.size() > buffer.length) {
      buffer = new float[shape.size()];
    }
    return Tensor.view(shape, buffer, 0);
  }

  /**
   * A batch of the images {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IndexOutOfBoundsException if the range does not lie inside the set
   * @throws IllegalArgumentException if the batch is too large for one array
   */
  public Batch load(int from, int to) {
    Objects.checkFromToIndex(from, to, set.size());
    int[] images = new int[to - from];
    Arrays.setAll(images, i -> from + i);
    return load(images);
  }
}
