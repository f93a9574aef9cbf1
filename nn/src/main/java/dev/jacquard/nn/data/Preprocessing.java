package dev.jacquard.nn.data;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import org.joml.Matrix3x2f;

/**
 * How images of bytes become what a network takes, float32 {@code [N, 3, S, S]}: black pixels are
 * padded on each side, values are divided by 255, resized to S x S where they have another size,
 * and normalised with the channel's mean and deviation; a single channel is repeated to three.
 *
 * <p>Resizing is bilinear with half-pixel centres and no antialiasing. Values are float at every
 * step, and computed in PyTorch's order: {@code (x / 255 - mean) / deviation}.
 */
public final class Preprocessing {
  private static final int CHANNELS = 3;
  private static final int BYTE_VALUES = 256;

  private final int padding;
  private final float[] means;
  private final float[] deviations;

  private Preprocessing(int padding, float[] means, float[] deviations) {
    this.padding = padding;
    this.means = means;
    this.deviations = deviations;
  }

  /** One channel, padded by 2 pixels (28 to 32); mean 0.2860, deviation 0.3530. */
  public static Preprocessing fashionMnist() {
    return new Preprocessing(2, new float[] {0.2860f}, new float[] {0.3530f});
  }

  /**
   * Three channels, not padded; means 0.49139968, 0.48215827, 0.44653124, deviations 0.24703233,
   * 0.24348505, 0.26158768.
   */
  public static Preprocessing cifar10() {
    return new Preprocessing(
        0,
        new float[] {0.49139968f, 0.48215827f, 0.44653124f},
        new float[] {0.24703233f, 0.24348505f, 0.26158768f});
  }

  /**
   * Three channels, not padded; the means 0.485, 0.456, 0.406 and deviations 0.229, 0.224, 0.225
   * that models for ImageNet are trained with.
   */
  public static Preprocessing imageNet() {
    return new Preprocessing(
        0, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
  }

  /**
   * Writes images of a set, in the order in which they are named, into a tensor.
   *
   * @param target {@code [images.length, 3, S, S]}; S is the size to resize to
   * @throws IllegalArgumentException if the set has other than this preprocessing's channels, or
   *     the target has another shape
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public void write(ImageSet set, int[] images, Tensor target) {
    int size = check(set, images, target);
    boolean asTheyAre = set.height() + 2 * padding == size && set.width() + 2 * padding == size;
    if (asTheyAre) {
      writePadded(set, images, target, size);
    } else {
      writeResized(set, images, target, size);
    }
    if (means.length == 1) {
      repeat(target, images.length, size * size);
    }
  }

  /**
   * Writes images of a set, each augmented in its own way.
   *
   * @param target {@code [images.length, 3, S, S]}; S is the size to resize to
   * @param stream decides how; an image's draws go by its place among the images
   * @throws IllegalArgumentException if the set has other than this preprocessing's channels, or
   *     the target has another shape
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public void write(
      ImageSet set, int[] images, Tensor target, Augmentation augmentation, RandomStream stream) {
    if (augmentation.isNone()) {
      write(set, images, target);
      return;
    }
    int size = check(set, images, target);
    Warp warp = new Warp(set.height(), set.width(), padding);
    float scale = (float) size / warp.columns();
    for (int i = 0; i < images.length; i++) {
      RandomStream draws = stream.split(i);
      Matrix3x2f map =
          augmentation
              .map(warp.columns(), warp.rows(), draws)
              .scale(1 / scale, (float) warp.rows() / size);
      byte[] bytes = set.holding(images[i]);
      int at = target.offset() + i * CHANNELS * size * size;
      for (int channel = 0; channel < means.length; channel++) {
        int from = set.offset(images[i]) + channel * set.height() * set.width();
        int plane = at + channel * size * size;
        warp.read(bytes, from, map, target.data(), plane, size);
        normalise(channel, target.data(), plane, size * size);
      }
      augmentation.cut(target.data(), at, means.length, size, scale, draws);
    }
    if (means.length == 1) {
      repeat(target, images.length, size * size);
    }
  }

  /** Checks all that is written to and from, and gives the rows and columns to write. */
  private int check(ImageSet set, int[] images, Tensor target) {
    checkChannels(set);
    Shape shape = target.shape();
    int size = shape.rank() == 4 ? shape.dim(3) : 0;
    if (size < 1 || !shape.equals(Shape.of(images.length, CHANNELS, size, size))) {
      throw new IllegalArgumentException(
          "images: expected a target [" + images.length + ", 3, S, S], got " + shape);
    }
    for (int image : images) {
      Objects.checkIndex(image, set.size());
    }
    return size;
  }

  /**
   * Checks that the images of a set have the channels that this preprocessing is for.
   *
   * @throws IllegalArgumentException if they have not
   */
  void checkChannels(ImageSet set) {
    if (set.channels() != means.length) {
      throw new IllegalArgumentException(
          set.source()
              + ": expected images of "
              + means.length
              + " channel(s), got "
              + set.channels());
    }
  }

  private float normalised(int channel, float value) {
    return (value - means[channel]) / deviations[channel];
  }

  private void normalise(int channel, float[] values, int from, int n) {
    for (int at = from; at < from + n; at++) {
      values[at] = normalised(channel, values[at]);
    }
  }

  /** One look-up a pixel: there are only 256 values. */
  private void writePadded(ImageSet set, int[] images, Tensor target, int size) {
    int height = set.height();
    int width = set.width();
    float[] out = target.data();
    float[][] values = new float[means.length][BYTE_VALUES];
    for (int channel = 0; channel < means.length; channel++) {
      for (int x = 0; x < BYTE_VALUES; x++) {
        values[channel][x] = normalised(channel, x / 255f);
      }
    }
    for (int i = 0; i < images.length; i++) {
      byte[] bytes = set.holding(images[i]);
      for (int channel = 0; channel < means.length; channel++) {
        int from = set.offset(images[i]) + channel * height * width;
        int plane = target.offset() + (i * CHANNELS + channel) * size * size;
        if (padding > 0) {
          Arrays.fill(out, plane, plane + size * size, values[channel][0]);
        }
        for (int y = 0; y < height; y++) {
          int row = plane + (y + padding) * size + padding;
          for (int x = 0; x < width; x++) {
            out[row + x] = values[channel][Byte.toUnsignedInt(bytes[from + y * width + x])];
          }
        }
      }
    }
  }

  private void writeResized(ImageSet set, int[] images, Tensor target, int size) {
    int height = set.height();
    int width = set.width();
    int paddedWidth = width + 2 * padding;
    // Only the inside is written again for each image, and so the padding stays black.
    float[] padded = new float[(height + 2 * padding) * paddedWidth];
    Bilinear rows = Bilinear.of(height + 2 * padding, size);
    Bilinear columns = Bilinear.of(paddedWidth, size);
    float[] out = target.data();
    for (int i = 0; i < images.length; i++) {
      byte[] bytes = set.holding(images[i]);
      for (int channel = 0; channel < means.length; channel++) {
        int from = set.offset(images[i]) + channel * height * width;
        for (int y = 0; y < height; y++) {
          int row = (y + padding) * paddedWidth + padding;
          for (int x = 0; x < width; x++) {
            padded[row + x] = Byte.toUnsignedInt(bytes[from + y * width + x]) / 255f;
          }
        }
        int plane = target.offset() + (i * CHANNELS + channel) * size * size;
        Bilinear.resize(padded, rows, columns, out, plane);
        normalise(channel, out, plane, size * size);
      }
    }
  }

  private static void repeat(Tensor target, int images, int plane) {
    float[] out = target.data();
    for (int i = 0; i < images; i++) {
      int first = target.offset() + i * CHANNELS * plane;
      System.arraycopy(out, first, out, first + plane, plane);
      System.arraycopy(out, first, out, first + 2 * plane, plane);
    }
  }
}
