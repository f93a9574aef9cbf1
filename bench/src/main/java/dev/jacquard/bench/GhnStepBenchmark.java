package dev.jacquard.bench;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnConfig;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.hypernet.ghn.GhnInitialization;
import dev.jacquard.hypernet.train.GhnTrainer;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * What a step of training a hypernetwork costs: predicting the parameters of a meta-batch, running
 * its networks, going back through them and the hypernetwork, clipping, and Adam. The hypernetwork
 * is the published GHN-2 for CIFAR-10, untrained, with the published recipe.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class GhnStepBenchmark extends ComputeScope {
  static final GhnConfig PUBLISHED =
      new GhnConfig(
          SizedNetwork.CLASSES,
          32,
          64,
          64,
          11,
          Processing.GATED_GNN,
          Decoding.CONV,
          true,
          true,
          true);

  private static final double LEARNING_RATE = 1e-3;
  private static final double WEIGHT_DECAY = 1e-5;
  private static final double LONGEST = 5;
  private static final int PIXELS = 32;

  /** How many images each network sees. */
  @Param("64")
  public int batch;

  /** How many networks: the first of {@link MetaBatch}. */
  @Param("8")
  public int networks;

  private GhnTrainer trainer;
  private List<Network> metaBatch;
  private Tensor images;
  private int[] labels;

  @Override
  protected void prepare() throws IOException {
    Ghn ghn = GhnInitialization.begin(PUBLISHED, RandomStream.of(0));
    trainer =
        new GhnTrainer(
            ghn,
            Adam.of(WEIGHT_DECAY),
            LearningRate.constant(LEARNING_RATE),
            LONGEST,
            0,
            RandomStream.of(1));
    metaBatch = MetaBatch.networks(PIXELS).subList(0, networks);
    images = SizedNetwork.noise(batch, PIXELS);
    labels = SizedNetwork.labels(batch);
  }

  /**
   * One step.
   *
   * @throws IllegalStateException if the step broke off before its update, and was not a whole one
   */
  @Benchmark
  public GhnTrainer.Step step(Images seen) {
    seen.add(networks * batch);
    GhnTrainer.Step step = trainer.step(compute, metaBatch, images, labels);
    if (!step.updated()) {
      throw new IllegalStateException("step " + step.step() + ": not finite: " + step.losses());
    }
    return step;
  }
}
