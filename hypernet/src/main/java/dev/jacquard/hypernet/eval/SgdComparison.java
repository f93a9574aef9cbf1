package dev.jacquard.hypernet.eval;

import dev.jacquard.hypernet.predict.PredictedNetwork;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.nn.data.Augmentation;
import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchSequence;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.nn.optim.Sgd;
import dev.jacquard.nn.train.Evaluator;
import dev.jacquard.nn.train.LossNotFiniteException;
import dev.jacquard.nn.train.Trainer;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Networks with predicted parameters beside the same networks trained by gradient descent, as
 * published (Knyazev et al. 2021, section 5.1 and appendix C): momentum 0.9, a learning rate of
 * 0.025 that falls along a cosine over 50 epochs, weight decay 3e-4, gradients clipped at a norm of
 * 5. Both are tested with the statistics of each batch.
 */
public final class SgdComparison {
  /** Images of a step of gradient descent. */
  public static final int BATCH = 96;

  private static final int EPOCHS = 50;
  private static final double RATE = 0.025;
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 3e-4;
  private static final double LONGEST = 5;
  private static final double NANOSECOND = 1e-9;

  private final Predictor predictor;
  private final BatchLoader train;
  private final BatchLoader test;
  private final List<Long> steps;
  private final Augmentation augmentation;
  private final long seed;

  /**
   * How good a network was at a time.
   *
   * @param step after so many steps of gradient descent
   * @param accuracy share of the test images
   * @param seconds that it took to get there, without the tests
   */
  public record Point(long step, double accuracy, double seconds) {}

  /**
   * One network.
   *
   * @param index of the network, as it was given
   * @param parameters how many it has
   * @param predicted with parameters predicted in one pass; its step is 0
   * @param trained at each of the steps; where the training broke down, the accuracy of guessing
   */
  public record Row(long index, long parameters, Point predicted, List<Point> trained) {}

  /**
   * Prepares a comparison.
   *
   * @param train images to train on
   * @param test images to test on
   * @param steps after which networks are tested, rising from 0
   * @param augmentation of the images to train on
   * @param seed decides initial values, the order of images, and dropout
   */
  public SgdComparison(
      Predictor predictor,
      BatchLoader train,
      BatchLoader test,
      List<Long> steps,
      Augmentation augmentation,
      long seed) {
    if (steps.isEmpty()
        || steps.get(0) < 0
        || !steps.stream().sorted().distinct().toList().equals(steps)) {
      throw new IllegalArgumentException("steps: expected rising numbers from 0, got " + steps);
    }
    this.predictor = predictor;
    this.train = train;
    this.test = test;
    this.steps = List.copyOf(steps);
    this.augmentation = augmentation;
    this.seed = seed;
  }

  /**
   * Compares for one network.
   *
   * @throws CancellationException if the thread is interrupted
   */
  public Row compare(long index, Network network, Compute compute) {
    long start = System.nanoTime();
    PredictedNetwork predicted = predictor.predict(network, seed, compute);
    double seconds = (System.nanoTime() - start) * NANOSECOND;
    double accuracy = accuracy(network, predicted.parameters(), compute);
    return new Row(
        index, network.parameterCount(), new Point(0, accuracy, seconds), train(network, compute));
  }

  private List<Point> train(Network network, Compute compute) {
    List<Point> points = new ArrayList<>();
    RandomStream stream = RandomStream.of(seed);
    long start = System.nanoTime();
    Parameters parameters = Initialization.torch().begin(network, stream.split("init"));
    StateDict state = new StateDict(parameters, RunningStatistics.initial(network));
    BatchSequence batches = new BatchSequence(train, BATCH, augmentation, stream);
    LearningRate schedule = LearningRate.cosine(RATE, 0, (long) EPOCHS * batches.batchesPerEpoch());
    Trainer trainer =
        new Trainer(network, state, Sgd.of(MOMENTUM, WEIGHT_DECAY), schedule, LONGEST, stream);
    double seconds = (System.nanoTime() - start) * NANOSECOND;
    for (long step : steps) {
      long from = System.nanoTime();
      boolean alive = train(trainer, step, batches, compute);
      seconds += (System.nanoTime() - from) * NANOSECOND;
      double accuracy =
          alive ? accuracy(network, parameters, compute) : 1.0 / train.set().classes().size();
      points.add(new Point(step, accuracy, seconds));
    }
    return points;
  }

  /** Goes on to a step; false if the loss is infinite or NaN before. */
  private static boolean train(
      Trainer trainer, long until, BatchSequence batches, Compute compute) {
    try {
      while (trainer.steps() < until) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted after step " + trainer.steps());
        }
        Batch batch = batches.get(trainer.steps(), compute);
        trainer.step(compute, batch.images(), batch.labels());
      }
      return true;
    } catch (LossNotFiniteException e) {
      return false;
    }
  }

  private double accuracy(Network network, Parameters parameters, Compute compute) {
    return Evaluator.evaluate(
            network, parameters, Run.batchStatistics(), test, GhnEvaluation.BATCH, compute)
        .top1();
  }
}
