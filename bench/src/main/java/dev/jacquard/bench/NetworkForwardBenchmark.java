package dev.jacquard.bench;

import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * What classifying images costs: a network without gradients, its batch norms on running
 * statistics.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetworkForwardBenchmark extends ComputeScope {
  /** Which network; behind {@code @}, rows and columns of the images. */
  @Param({"resnet50@224", "mobilenet_v2@224", "vit@32"})
  public String network = "";

  /** How many images. */
  @Param({"1", "16"})
  public int batch;

  private Network built;
  private Parameters parameters;
  private Run run;
  private Tensor images;
  private long flopsOfRun;

  @Override
  protected void prepare() {
    SizedNetwork sized = SizedNetwork.of(network);
    built = sized.network();
    parameters = Initialization.torch().begin(built, RandomStream.of(0));
    run = Run.evaluation(RunningStatistics.initial(built));
    images = sized.images(batch);
    flopsOfRun = 2 * built.multiplyAdds(images.shape());
  }

  /** The logits of one batch. */
  @Benchmark
  public Tensor forward(Flops flops, Images seen) {
    flops.add(flopsOfRun);
    seen.add(batch);
    return built.forward(parameters, images, run, compute);
  }
}
