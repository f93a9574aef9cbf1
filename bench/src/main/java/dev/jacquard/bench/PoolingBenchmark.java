package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.Window;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Pooling of [4, 64, 32, 32] and its gradients. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the set-up.
public class PoolingBenchmark extends KernelBenchmark {
  static final int IMAGES = 4;
  static final int CHANNELS = 64;
  static final int SIZE = 32;

  private static final int PLANES = IMAGES * CHANNELS;
  private static final int N = PLANES * SIZE * SIZE;

  /** Which windows. */
  public enum Kind {
    /** 3 x 3 that keeps the resolution, as in cell-based architectures. */
    SAME_3X3(3, 1, 1),
    /** 3 x 3 that halves the resolution, as behind a stem. */
    STRIDED_3X3(3, 2, 1),
    /** 2 x 2 without overlap, as in VGG. */
    STRIDED_2X2(2, 2, 0),
    /** The whole plane, as in front of a classifier. */
    GLOBAL(SIZE, 1, 0);

    final int kernel;
    final int stride;
    final int padding;

    Kind(int kernel, int stride, int padding) {
      this.kernel = kernel;
      this.stride = stride;
      this.padding = padding;
    }

    PoolGeometry geometry() {
      Window window = Window.sliding(SIZE, kernel, stride, padding, false, false);
      return new PoolGeometry(window, window);
    }
  }

  /** Which windows. */
  @Param public Kind kind;

  private PoolGeometry g;
  private long outputs;
  private final float[] x = Values.normal(N, 1);
  private final float[] dy = Values.normal(N, 2);
  private final float[] result = new float[N];

  /** Chooses the windows. */
  @Setup
  public void choose() {
    g = kind.geometry();
    outputs = (long) PLANES * g.outPlane();
  }

  /** Maximum pooling. */
  @Benchmark
  public void maxPool(Bytes bytes) {
    bytes.addFloats(N + outputs);
    kernels.maxPool(g, PLANES, x, 0, result, 0);
  }

  /** Its gradient. */
  @Benchmark
  public void maxPoolGrad(Bytes bytes) {
    bytes.addFloats(2L * N + outputs);
    kernels.maxPoolGrad(g, PLANES, x, 0, dy, 0, result, 0);
  }

  /** Average pooling. */
  @Benchmark
  public void averagePool(Bytes bytes) {
    bytes.addFloats(N + outputs);
    kernels.averagePool(g, PLANES, x, 0, result, 0);
  }

  /** Its gradient. */
  @Benchmark
  public void averagePoolGrad(Bytes bytes) {
    bytes.addFloats(N + outputs);
    kernels.averagePoolGrad(g, PLANES, dy, 0, result, 0);
  }
}
