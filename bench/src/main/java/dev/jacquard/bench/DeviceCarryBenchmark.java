package dev.jacquard.bench;

import com.aparapi.device.OpenCLDevice;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it takes to carry two operands to the OpenCL device that is chosen here and a result back,
 * with next to nothing computed there: each is copied once more on the processor, as the backend
 * does to lay it out, and goes to the device or comes from it in every call.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class DeviceCarryBenchmark extends PinnedScope {
  private static final int SIDE = 16;

  private OpenCLDevice device;
  private CarryingKernel kernel;

  /** Finds the device. */
  @Setup
  public void open() {
    device = ChosenDevice.get();
    kernel = new CarryingKernel();
  }

  /** Gives back what is on the device. */
  @TearDown
  public void close() {
    kernel.dispose();
  }

  /** Both matrices and their product. */
  @Benchmark
  public void product(GemmOperands o) {
    carry(o.a, o.b, o.c);
  }

  /** Input, weight, and as much as the output. */
  @Benchmark
  public void convolution(ConvolutionOperands o) {
    carry(o.x, o.w, o.dy);
  }

  private void carry(float[] left, float[] right, float[] result) {
    kernel.a = copied(left, kernel.a);
    kernel.b = copied(right, kernel.b);
    if (kernel.c.length != result.length) {
      kernel.c = new float[result.length];
    }
    kernel.put(kernel.a).put(kernel.b);
    kernel.execute(device.createRange(SIDE, SIDE));
    kernel.get(kernel.c);
    System.arraycopy(kernel.c, 0, result, 0, result.length);
  }

  private static float[] copied(float[] values, float[] held) {
    if (held.length != values.length) {
      return Arrays.copyOf(values, values.length);
    }
    System.arraycopy(values, 0, held, 0, values.length);
    return held;
  }
}
