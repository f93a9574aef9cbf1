package dev.jacquard.tensor.kernel;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.OpenCl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of the first OpenCL device, which takes all calls, however small. */
@Tag("opencl")
@DisabledIf(value = "absent", disabledReason = "no OpenCL device is there")
class OpenClKernelsTest extends KernelContract {
  private static @Nullable Compute compute;

  /** Where one is required, the tests are to fail without it. */
  static boolean absent() {
    return System.getenv("JACQUARD_OPENCL") == null && OpenCl.find().devices().isEmpty();
  }

  @BeforeAll
  static void open() {
    compute = Compute.openDevice(0, 1, Offload.EVERYTHING);
  }

  @AfterAll
  static void close() {
    requireNonNull(compute).close();
  }

  /** One for all tests: a new one would have every kernel compiled again. */
  @Override
  Kernels kernels() {
    return requireNonNull(compute).kernels();
  }

  @Override
  int calls() {
    return 20;
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheScalarKernels(KernelCase each) {
    each.twiceAsFar().compare(new ScalarKernels(), kernels());
  }

  @Order(2)
  @Test
  void anOperandThatTheDeviceHasAndOneThatHasChangedAreBothSeen() {
    float[] a = {1, 2, 3, 4};
    float[] c = new float[4];
    Kernels kernels = kernels();
    for (int i = 0; i < 3; i++) {
      a[0] = i;
      for (int again = 0; again < 2; again++) {
        kernels.gemm(2, 2, 2, a, 0, 2, 1, a, 0, 2, 1, 0, c, 0, 2);
        assertEquals(i * i + 6, c[0]);
      }
    }
  }

  @Order(3)
  @Test
  void twoThreadsWithAComputeEachGiveRightResults() throws Exception {
    List<KernelCase> small = KernelCases.small();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> both =
          List.of(threads.submit(() -> agree(small)), threads.submit(() -> agree(small)));
      for (Future<?> each : both) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void agree(List<KernelCase> cases) {
    try (Compute own = Compute.openDevice(0, 1, Offload.EVERYTHING)) {
      for (int i = 0; i < 3; i++) {
        cases.forEach(each -> each.twiceAsFar().compare(new ScalarKernels(), own.kernels()));
      }
    }
  }

  @Order(3)
  @Test
  void tenThousandExecutionsNeitherKeepMemoryNorFiles() throws IOException {
    List<KernelCase> small = KernelCases.small();
    Kernels kernels = kernels();
    Footprint half = new Footprint(0, 0);
    int executions = 10_000;
    for (int i = 0; i <= executions; i++) {
      if (i == executions / 2) {
        half = Footprint.now();
      }
      small.get(i % small.size()).run(kernels);
    }
    Footprint end = Footprint.now();
    assertTrue(end.kilobytes <= 1.05 * half.kilobytes, half + " then " + end);
    assertEquals(half.files, end.files, half + " then " + end);
  }

  /** What this process has of memory and of open files, on Linux. */
  private record Footprint(long kilobytes, long files) {
    static Footprint now() throws IOException {
      System.gc();
      Path self = Path.of("/proc/self");
      String line =
          Files.readAllLines(self.resolve("status")).stream()
              .filter(each -> each.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      try (Stream<Path> files = Files.list(self.resolve("fd"))) {
        return new Footprint(Long.parseLong(line.replaceAll("\\D", "")), files.count());
      }
    }
  }
}
