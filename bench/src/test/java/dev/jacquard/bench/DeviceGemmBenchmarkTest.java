package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.jacquard.tensor.OpenCl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** What is measured beside the backend's product is the same product. */
@DisabledIf(value = "absent", disabledReason = "no OpenCL device is there")
class DeviceGemmBenchmarkTest {
  static boolean absent() {
    return System.getenv("JACQUARD_OPENCL") == null && OpenCl.find().devices().isEmpty();
  }

  @Test
  void plainAndTiledKernelsAgree() {
    GemmOperands operands = new GemmOperands();
    operands.size = "64x32x48";
    operands.layout = "nn";
    operands.make();
    DeviceGemmBenchmark benchmark = new DeviceGemmBenchmark();
    benchmark.open();
    try {
      benchmark.plain(operands, new Flops());
      float[] plain = operands.c.clone();
      benchmark.tiledAgain(operands, new Flops());

      assertArrayEquals(plain, operands.c, 1e-4f);
    } finally {
      benchmark.close();
    }
  }
}
