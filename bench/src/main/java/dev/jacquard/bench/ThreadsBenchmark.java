package dev.jacquard.bench;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.ConvGeometry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What a {@link Compute} gains from threads; a call that is cut allocates what says how. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class ThreadsBenchmark extends PinnedScope {
  private static final int SIDE = 512;
  private static final ConvGeometry CONV =
      new ConvGeometry(8, 64, 32, 32, 64, 3, 3, 1, 1, 1, 1, 1, 1, 1);
  private static final int N = CONV.batch() * CONV.inImage();

  /** Which kernels. */
  @Param("simd")
  public String backend = "";

  /** How many threads compute, the caller's included. */
  @Param({"1", "2"})
  public int threads;

  private Compute compute;
  private final float[] a = Values.normal(N, 1);
  private final float[] b = Values.normal(N, 2);
  private final float[] y = new float[N];

  /** Starts the threads. */
  @Setup
  public void open() {
    compute = Compute.open(Backend.parse(backend), threads);
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    compute.close();
  }

  /** A product of 512 x 512 matrices. */
  @Benchmark
  public void gemm(Flops flops) {
    flops.add(2L * SIDE * SIDE * SIDE);
    compute.kernels().gemm(SIDE, SIDE, SIDE, a, 0, SIDE, 1, b, 0, SIDE, 1, 0, y, 0, SIDE);
  }

  /** A 3 x 3 convolution of [8, 64, 32, 32]. */
  @Benchmark
  public void convolution(Flops flops) {
    flops.add(2 * CONV.multiplyAdds());
    compute.kernels().conv2d(CONV, 0, CONV.batch(), a, 0, b, 0, y, 0);
  }

  /** Its gradient to the weight. */
  @Benchmark
  public void convolutionWeightGrad(Flops flops) {
    flops.add(2 * CONV.multiplyAdds());
    compute.kernels().conv2dWeightGrad(CONV, 0, CONV.inChannels(), a, 0, b, 0, y, 0);
  }

  /** An activation that computes much for each element. */
  @Benchmark
  public void gelu(Elements elements) {
    elements.add(N);
    compute.kernels().activation(Activation.GELU, N, a, 0, y, 0);
  }
}
