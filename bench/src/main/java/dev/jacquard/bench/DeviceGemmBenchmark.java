package dev.jacquard.bench;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.Offload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Products of matrices on the OpenCL device that is chosen here, whose sizes are multiples of 16:
 * the tiled kernel of the backend, and a plain one. A and B are carried there in every call, as if
 * they were other ones; {@link DeviceCarryBenchmark} does nothing but that.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class DeviceGemmBenchmark extends PinnedScope {
  private static final int SIDE = 16;

  private Compute compute;
  private Kernels kernels;
  private OpenCLDevice device;
  private PlainGemmKernel plain;

  /** Finds the device. */
  @Setup
  public void open() {
    compute = Compute.openDevice(ChosenDevice.number(), 1, Offload.EVERYTHING);
    kernels = compute.kernels();
    device = ChosenDevice.get();
    plain = new PlainGemmKernel();
  }

  /** Gives back what is on the device. */
  @TearDown
  public void close() {
    compute.close();
    plain.dispose();
  }

  /** The backend's kernel, packing included. */
  @Benchmark
  public void tiled(GemmOperands o, Flops flops) {
    flops.add(o.flops());
    o.a[0] = -o.a[0];
    o.b[0] = -o.b[0];
    kernels.gemm(o.m, o.n, o.k, o.a, 0, o.k, 1, o.b, 0, o.n, 1, 0, o.c, 0, o.n);
  }

  /** The backend's kernel where the device has A and B already. */
  @Benchmark
  public void tiledAgain(GemmOperands o, Flops flops) {
    flops.add(o.flops());
    kernels.gemm(o.m, o.n, o.k, o.a, 0, o.k, 1, o.b, 0, o.n, 1, 0, o.c, 0, o.n);
  }

  /** The plain kernel. */
  @Benchmark
  public void plain(GemmOperands o, Flops flops) {
    flops.add(o.flops());
    plain.a = o.a;
    plain.b = o.b;
    plain.c = o.c;
    plain.n = o.n;
    plain.k = o.k;
    plain.put(o.a).put(o.b);
    plain.execute(device.createRange2D(o.n, o.m, SIDE, SIDE));
    plain.get(o.c);
  }
}
