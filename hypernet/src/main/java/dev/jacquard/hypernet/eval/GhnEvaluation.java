package dev.jacquard.hypernet.eval;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.predict.PredictedNetwork;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchOrder;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.train.Evaluator;
import dev.jacquard.tensor.Compute;
import java.util.Optional;

/**
 * The published evaluation of a hypernetwork (Knyazev et al. 2021, section 5 and appendix C): it
 * predicts all parameters of a network in one pass, and the network is tested as it is, in batches
 * of 64 images.
 */
public final class GhnEvaluation {
  /** Images that run at a time, and whose statistics batch norms use. */
  public static final int BATCH = 64;

  /** Batches that running statistics are estimated on. */
  public static final int ESTIMATED_ON = 200;

  private final Predictor predictor;
  private final BatchLoader test;
  private final Optional<BatchLoader> train;
  private final long seed;

  private GhnEvaluation(Ghn ghn, BatchLoader test, Optional<BatchLoader> train, long seed) {
    this.predictor = new Predictor(ghn);
    this.test = test;
    this.train = train;
    this.seed = seed;
  }

  /**
   * Batch norms use the statistics of each batch.
   *
   * @param seed decides the initial values of parameters that cannot be predicted
   */
  public static GhnEvaluation onBatchStatistics(Ghn ghn, BatchLoader test, long seed) {
    return new GhnEvaluation(ghn, test, Optional.empty(), seed);
  }

  /**
   * Batch norms use running statistics, which are estimated for each network anew, on the first
   * {@value #ESTIMATED_ON} batches of training images.
   *
   * @param seed decides the initial values of parameters that cannot be predicted
   */
  public static GhnEvaluation onEstimatedStatistics(
      Ghn ghn, BatchLoader test, BatchLoader train, long seed) {
    int images = Math.min(ESTIMATED_ON * BATCH, train.set().size());
    return new GhnEvaluation(ghn, test, Optional.of(train.first(images)), seed);
  }

  /**
   * Predicts the parameters of a network, and tests it.
   *
   * @param index of the network, for the result
   * @throws IllegalArgumentException if the network's classifier is for another number of classes,
   *     or it cannot work on the images
   */
  public Score score(long index, Network network, Compute compute) {
    PredictedNetwork predicted = predictor.predict(network, seed, compute);
    return new Score(
        index,
        predicted.graph().size(),
        network.parameterCount(),
        Evaluator.evaluate(
                network, predicted.parameters(), run(predicted, compute), test, BATCH, compute)
            .top1(),
        predicted.seconds().graph() + predicted.seconds().prediction());
  }

  private Run run(PredictedNetwork predicted, Compute compute) {
    if (train.isEmpty()) {
      return Run.batchStatistics();
    }
    Network network = predicted.network();
    RunningStatistics fresh = RunningStatistics.initial(network);
    Run estimating = Run.reestimation(fresh);
    for (int[] images : BatchOrder.inFileOrder(train.get().set().size(), BATCH)) {
      network.forward(
          predicted.parameters(), train.get().load(images).images(), estimating, compute);
    }
    return Run.evaluation(fresh);
  }
}
