package dev.jacquard.bench;

import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * What classifying images costs: a network without gradients, its batch norms on running
 * statistics.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetworkForwardBenchmark extends ComputeScope {
  private Run run;

  /** Begins the running statistics. */
  @Setup
  public void begin(NetworkForwardOperands o) {
    run = Run.evaluation(RunningStatistics.initial(o.built));
  }

  /** The logits of one batch. */
  @Benchmark
  public Tensor forward(NetworkForwardOperands o, Flops flops, Images seen) {
    flops.add(o.forwardFlops());
    seen.add(o.batch);
    return o.built.forward(o.parameters, o.images, run, compute);
  }
}
