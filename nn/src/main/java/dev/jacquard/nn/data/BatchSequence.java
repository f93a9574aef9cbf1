package dev.jacquard.nn.data;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a training, epoch after epoch: shuffled, augmented, and numbered from 0. Batch
 * number 731 is the same however the training came to it.
 *
 * <p>Two arrays hold the images of two batches in turn: <b>a batch is overwritten by the one after
 * the next</b>. A sequence serves one thread.
 */
public final class BatchSequence {
  private final BatchLoader[] loaders;
  private final int batch;
  private final Augmentation augmentation;
  private final RandomStream order;
  private final RandomStream augmented;
  private final int batchesPerEpoch;

  /** The batches of one epoch, which many calls ask for. */
  private List<int[]> shuffled = List.of();

  private long epoch = -1;
  private @Nullable Ahead ahead;

  /** A batch that is being made. */
  private record Ahead(long number, Supplier<Batch> batch) {}

  /**
   * A sequence of batches.
   *
   * @param images one or more
   * @param batch images in each but the last of an epoch, which has what is left
   * @param stream decides the order and the augmentation of the images
   * @throws IllegalArgumentException if there is no image, or none in a batch
   */
  public BatchSequence(
      BatchLoader images, int batch, Augmentation augmentation, RandomStream stream) {
    if (batch < 1 || images.set().size() < 1) {
      throw new IllegalArgumentException(
          "batches of "
              + batch
              + " of "
              + images.set().size()
              + " images: expected 1 or more of both");
    }
    this.loaders = new BatchLoader[] {images, images.another()};
    this.batch = batch;
    this.augmentation = augmentation;
    this.order = stream.split("order");
    this.augmented = stream.split("augmentation");
    this.batchesPerEpoch = (images.set().size() + batch - 1) / batch;
  }

  /** How many batches go once through all images. */
  public int batchesPerEpoch() {
    return batchesPerEpoch;
  }

  /** Makes a batch. */
  public Batch get(long number) {
    long wanted = number / batchesPerEpoch;
    if (wanted != epoch) {
      int images = loaders[0].set().size();
      shuffled = BatchOrder.shuffled(images, batch, order, Math.toIntExact(wanted));
      epoch = wanted;
    }
    return loaders[(int) (number % 2)].load(
        shuffled.get((int) (number % batchesPerEpoch)), augmentation, augmented.split(number));
  }

  /**
   * Gives a batch, and begins with the next one beside the computation. What was begun before and
   * is not asked for is made in vain.
   */
  public Batch get(long number, Compute compute) {
    Batch found = null;
    if (ahead != null) {
      // Waits in any case: it works with the arrays of this sequence.
      Batch made = ahead.batch().get();
      found = ahead.number() == number ? made : null;
    }
    Batch given = found == null ? get(number) : found;
    ahead = new Ahead(number + 1, compute.beside(() -> get(number + 1)));
    return given;
  }
}
