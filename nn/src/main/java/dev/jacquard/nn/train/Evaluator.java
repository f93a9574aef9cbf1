package dev.jacquard.nn.train;

import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchOrder;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import java.util.concurrent.CancellationException;

/** Measures how often a network is right. */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Runs a network on all images of a loader, in file order.
   *
   * @param run which statistics batch norms use; where they are each batch's own, the result
   *     depends on the size of the batches
   * @param batch how many images run at a time; the last batch has what is left
   * @throws CancellationException if the thread is interrupted
   */
  public static Accuracy evaluate(
      Network network,
      Parameters parameters,
      Run run,
      BatchLoader loader,
      int batch,
      Compute compute) {
    Accuracy accuracy = Accuracy.NONE;
    for (int[] images : BatchOrder.inFileOrder(loader.set().size(), batch)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            network.name() + ": interrupted after " + accuracy.images() + " images");
      }
      Batch loaded = loader.load(images);
      Tensor logits = network.forward(parameters, loaded.images(), run, compute);
      accuracy = accuracy.plus(logits, loaded.labels());
    }
    return accuracy;
  }
}
