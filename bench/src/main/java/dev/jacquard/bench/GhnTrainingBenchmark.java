package dev.jacquard.bench;

import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.ghn.GhnInitialization;
import dev.jacquard.hypernet.train.GhnFolder;
import dev.jacquard.hypernet.train.GhnRecipe;
import dev.jacquard.hypernet.train.GhnRun;
import dev.jacquard.hypernet.train.GhnTrainer;
import dev.jacquard.hypernet.train.GhnTraining;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchSequence;
import dev.jacquard.nn.data.FashionMnist;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a training costs beside its steps: six steps of the published recipe, once with all that
 * {@link GhnRun} does (sampling networks, their graphs, loading and augmenting images, checkpoints
 * at both ends), and once as steps on networks and images that are there.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class GhnTrainingBenchmark extends ComputeScope {
  private static final int STEPS = 6;
  private static final int PIXELS = 32;

  private final GhnRecipe recipe = GhnRecipe.published(GhnStepBenchmark.PUBLISHED, STEPS, 0);
  private BatchLoader loader;
  private List<List<Network>> networks;
  private List<Tensor> images;
  private List<int[]> labels;
  private Path directory;
  private GhnTraining training;
  private GhnTrainer trainer;

  /** Is told nothing. */
  private static final class Silent implements GhnRun.Listener {
    @Override
    public void step(GhnTrainer.Step step) {}

    @Override
    public void validation(long steps, double accuracy, boolean best) {}

    @Override
    public boolean checkpointIsDue() {
      return false;
    }
  }

  @Override
  protected void prepare() throws IOException {
    Splits data = FashionMnist.embedded();
    loader = new BatchLoader(data.train(), data.preprocessing(), PIXELS);
    BatchSequence batches =
        new BatchSequence(
            loader.another(),
            recipe.images().batch(),
            recipe.images().augmentation(),
            RandomStream.of(recipe.seed()));
    networks = new ArrayList<>();
    images = new ArrayList<>();
    labels = new ArrayList<>();
    int each = recipe.networks().metaBatch();
    for (int step = 0; step < STEPS; step++) {
      List<Network> drawn = new ArrayList<>();
      for (int k = 0; k < each; k++) {
        long index = (long) step * each + k;
        drawn.add(
            recipe
                .networks()
                .network(Split.TRAIN, recipe.seed(), index, PIXELS)
                .build("train:" + index, recipe.config().classes(), PIXELS));
      }
      networks.add(drawn);
      images.add(batches.get(step).images().copy());
      labels.add(batches.get(step).labels());
    }
    directory = Files.createTempDirectory("training");
  }

  /** A training that has not begun. */
  @Setup(Level.Invocation)
  public void begin() {
    training = new GhnTraining(recipe, loader);
    trainer =
        new GhnTrainer(
            GhnInitialization.begin(recipe.config(), RandomStream.of(0)),
            Adam.of(recipe.optimization().weightDecay()),
            LearningRate.constant(recipe.optimization().learningRate()),
            recipe.optimization().longest(),
            0,
            RandomStream.of(1));
  }

  /** Removes the checkpoints. */
  @TearDown(Level.Trial)
  public void clean() throws IOException {
    for (Path file : new GhnFolder(directory).checkpoints()) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  /** All of it. */
  @Benchmark
  public long run() throws IOException {
    new GhnRun(training, new GhnFolder(directory)).run(compute, () -> false, new Silent());
    return training.steps();
  }

  /** The steps alone. */
  @Benchmark
  public long steps() {
    for (int step = 0; step < STEPS; step++) {
      trainer.step(compute, networks.get(step), images.get(step), labels.get(step));
    }
    return trainer.steps();
  }
}
