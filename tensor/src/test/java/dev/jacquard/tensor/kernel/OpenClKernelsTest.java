package dev.jacquard.tensor.kernel;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.OpenCl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels of the OpenCL device that is chosen here, which takes all calls, however small: the
 * system property {@code jacquard.device} names another.
 */
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
    compute = openDevice();
  }

  private static Compute openDevice() {
    return Compute.openDevice(OpenCl.find().chosen().number(), 1, Offload.EVERYTHING);
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
    try (Compute own = openDevice()) {
      for (int i = 0; i < 3; i++) {
        cases.forEach(each -> each.twiceAsFar().compare(new ScalarKernels(), own.kernels()));
      }
    }
  }

  @Order(2)
  @Test
  void sumsOfWhatIsNotFiniteAreThoseOfTheScalarKernels() {
    float inf = Float.POSITIVE_INFINITY;
    for (float[] x :
        List.of(
            new float[] {1, inf, 2, 3, 4, 5},
            new float[] {1, -inf, 2, inf, 4, 5},
            new float[] {1, Float.NaN, 2, 3, inf, 5})) {
      assertArrayEquals(sums(new ScalarKernels(), x), sums(kernels(), x));
    }
  }

  private static float[] sums(Kernels kernels, float[] x) {
    float[] sums = new float[9];
    sums[0] = (float) kernels.sum(x.length, x, 0);
    sums[1] = (float) kernels.dot(x.length, x, 0, x, 0);
    kernels.sumAxis(1, 2, 3, x, 0, sums, 2);
    kernels.sumAxis(2, 3, 1, x, 0, sums, 5);
    kernels.sumChannels(1, 2, 3, 0, 2, x, 0, sums, 7);
    return sums;
  }

  @Order(2)
  @Test
  void autoStaysOnTheProcessor() {
    try (Compute auto = Compute.open(Backend.AUTO, 1)) {
      assertNotEquals(Backend.OPENCL, auto.backend());
    }
  }

  @Order(3)
  @Test
  void aCollectorThatMovesArraysDoesNotChangeResults() throws Exception {
    AtomicBoolean ends = new AtomicBoolean();
    Thread collecting =
        new Thread(
            () -> {
              while (!ends.get()) {
                System.gc();
              }
            });
    collecting.start();
    try {
      for (int i = 0; i < 200; i++) {
        multiplyAnew(i);
      }
    } finally {
      ends.set(true);
      collecting.join();
    }
  }

  /** A product whose sizes and values no call before it had, compared with the scalar kernels'. */
  private void multiplyAnew(int i) {
    int m = 1 + i % 67;
    int n = 1 + i % 129;
    int k = 1 + i % 31;
    float[] a = whole(m * k, i, 7);
    float[] b = whole(k * n, i, 5);
    float[] expected = new float[m * n];
    float[] actual = new float[m * n];
    new ScalarKernels().gemm(m, n, k, a, 0, k, 1, b, 0, n, 1, 0, expected, 0, n);
    kernels().gemm(m, n, k, a, 0, k, 1, b, 0, n, 1, 0, actual, 0, n);
    assertArrayEquals(expected, actual, () -> "product " + i);
  }

  /** Small whole numbers, whose sums do not depend on their order. */
  private static float[] whole(int n, int first, int period) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (first + i) % period - period / 2;
    }
    return values;
  }

  @Order(3)
  @Test
  @EnabledOnOs(OS.LINUX)
  void tenThousandExecutionsNeitherKeepMemoryNorFiles() throws IOException {
    List<KernelCase> small = KernelCases.small();
    Footprint half = new Footprint(0, 0);
    int executions = 10_000;
    for (int i = 0; i <= executions; i++) {
      if (i == executions / 2) {
        half = Footprint.now();
      }
      small.get(i % small.size()).run(kernels());
      multiplyAnew(i);
    }
    half.assertNotMuchLessThan(Footprint.now());
  }

  @Order(3)
  @Test
  @EnabledOnOs(OS.LINUX)
  void aComputeThatIsClosedGivesBackItsMemoryAndFiles() throws IOException {
    Footprint half = new Footprint(0, 0);
    float[] a = new float[1 << 16];
    float[] c = new float[1 << 16];
    int times = 40;
    for (int i = 0; i <= times; i++) {
      if (i == times / 2) {
        half = Footprint.now();
      }
      try (Compute own = openDevice()) {
        own.kernels().gemm(256, 256, 256, a, 0, 256, 1, a, 0, 256, 1, 0, c, 0, 256);
      }
    }
    half.assertNotMuchLessThan(Footprint.now());
  }

  /** What this process has of memory and of open files, on Linux. */
  private record Footprint(long kilobytes, long files) {
    void assertNotMuchLessThan(Footprint end) {
      assertTrue(end.kilobytes <= 1.05 * kilobytes, this + " then " + end);
      assertEquals(files, end.files, this + " then " + end);
    }

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
