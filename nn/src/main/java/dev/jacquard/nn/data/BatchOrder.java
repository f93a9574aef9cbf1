package dev.jacquard.nn.data;

import dev.jacquard.tensor.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In which order the images of a set are taken, cut into batches. The last batch is shorter where
 * the images do not fill it; none is left out.
 */
public final class BatchOrder {
  private BatchOrder() {}

  /**
   * Batches of the images 0 to {@code images - 1} as they lie in their files, for evaluation.
   *
   * @throws IllegalArgumentException if a batch is to have less than one image, or there are fewer
   *     than no images
   */
  public static List<int[]> inFileOrder(int images, int batch) {
    if (images < 0) {
      throw new IllegalArgumentException("images: " + images + ", expected 0 or more");
    }
    int[] order = new int[images];
    Arrays.setAll(order, i -> i);
    return cut(order, batch);
  }

  /**
   * Batches of the images 0 to {@code images - 1} as an epoch of training takes them: shuffled by
   * {@code stream.split(epoch)}, and so the same wherever that epoch is begun again.
   *
   * @throws IllegalArgumentException if a batch is to have less than one image, or there are fewer
   *     than no images
   */
  public static List<int[]> shuffled(int images, int batch, RandomStream stream, int epoch) {
    return cut(stream.split(epoch).permutation(images), batch);
  }

  /**
   * Cuts an order into batches.
   *
   * @throws IllegalArgumentException if a batch is to have less than one image
   */
  public static List<int[]> cut(int[] order, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch: " + batch + ", expected 1 or more");
    }
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += Math.min(batch, order.length - from)) {
      batches.add(Arrays.copyOfRange(order, from, from + Math.min(batch, order.length - from)));
    }
    return batches;
  }
}
