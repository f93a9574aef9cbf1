package dev.jacquard.bench;

import static dev.jacquard.bench.PoolingBenchmark.CHANNELS;
import static dev.jacquard.bench.PoolingBenchmark.IMAGES;
import static dev.jacquard.bench.PoolingBenchmark.SIZE;

import dev.jacquard.tensor.kernel.PoolGeometry;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The poolings of {@link PoolingBenchmark} by libtorch, into memory that is there. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the set-up.
public class PoolingPeer extends PinnedScope {
  private static final int N = IMAGES * CHANNELS * SIZE * SIZE;
  private static final long[] DENSE = {1, 1};

  /** Which windows. */
  @Param public PoolingBenchmark.Kind kind;

  private int outputs;
  private long[] kernel = {};
  private long[] stride = {};
  private long[] padding = {};
  private LongOptional ownDivisor;
  private Tensor x;
  private Tensor y;
  private Tensor places;
  private Tensor dy;
  private Tensor dx;

  /** Copies the operands. */
  @Setup
  public void make(LibtorchKernels trial) {
    PoolGeometry g = kind.geometry();
    kernel = new long[] {kind.kernel, kind.kernel};
    stride = new long[] {kind.stride, kind.stride};
    padding = new long[] {kind.padding, kind.padding};
    ownDivisor = trial.own(new LongOptional());
    outputs = IMAGES * CHANNELS * g.outPlane();
    x = trial.tensor(Values.normal(N, 1), IMAGES, CHANNELS, SIZE, SIZE);
    dx = trial.tensor(new float[N], IMAGES, CHANNELS, SIZE, SIZE);
    dy =
        trial.tensor(
            Values.normal(outputs, 2), IMAGES, CHANNELS, g.rows().outputs(), g.columns().outputs());
    T_TensorTensor_T pooled =
        trial.own(torch.max_pool2d_with_indices(x, kernel, stride, padding, DENSE, false));
    y = pooled.get0();
    places = pooled.get1();
  }

  /** Maximum pooling; libtorch always remembers where the maxima were. */
  @Benchmark
  public void maxPool(Bytes bytes) {
    bytes.addFloats(N + outputs);
    torch.max_pool2d_with_indices_out(y, places, x, kernel, stride, padding, DENSE, false).close();
  }

  /** Its gradient. */
  @Benchmark
  public void maxPoolGrad(Bytes bytes) {
    bytes.addFloats(2L * N + outputs);
    torch.max_pool2d_with_indices_backward_out(
        dx, dy, x, kernel, stride, padding, DENSE, false, places);
  }

  /** Average pooling. */
  @Benchmark
  public void averagePool(Bytes bytes) {
    bytes.addFloats(N + outputs);
    torch.avg_pool2d_out(y, x, kernel, stride, padding, false, false, ownDivisor);
  }

  /** Its gradient. */
  @Benchmark
  public void averagePoolGrad(Bytes bytes) {
    bytes.addFloats(N + outputs);
    torch.avg_pool2d_backward_out(dx, dy, x, kernel, stride, padding, false, false, ownDivisor);
  }
}
