package dev.jacquard.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jacquard.tensor.kernel.OpenClDevice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("portable")
class ComputeTest {
  static boolean vectors() {
    return Backend.simdObstacle().isEmpty();
  }

  @Test
  void scalarIsThereOnEveryJvm() {
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      assertEquals(Backend.SCALAR, compute.backend());
      assertEquals("scalar (asked for), 1 thread", compute.toString());
    }
  }

  @Test
  void autoAlwaysFindsABackendAndSaysWhy() {
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      assertEquals(vectors() ? Backend.SIMD : Backend.SCALAR, compute.backend());
      assertEquals(Backend.simdObstacle().orElse("vector module and C2 present"), compute.reason());
    }
  }

  @Test
  @DisabledIf(value = "vectors", disabledReason = "vectors can run here")
  void simdThatCannotRunIsAnErrorThatNamesTheFlag() {
    UnsupportedOperationException e =
        assertThrows(
            UnsupportedOperationException.class, () -> Compute.open(Backend.SIMD, 1).close());
    assertEquals(
        "backend simd: module absent; add it with --add-modules jdk.incubator.vector",
        e.getMessage());
  }

  @Test
  @EnabledIf(value = "vectors", disabledReason = "vectors cannot run here")
  void twoBackendsLiveSideBySide() {
    float[] a = {1, 2, 3, 4};
    try (Compute scalar = Compute.open(Backend.SCALAR, 2);
        Compute simd = Compute.open(Backend.SIMD, 2)) {
      for (Compute compute : new Compute[] {scalar, simd, scalar}) {
        float[] c = new float[4];
        compute.kernels().gemm(2, 2, 2, a, 0, 2, 1, a, 0, 2, 1, 0, c, 0, 2);
        assertEquals("[7.0, 10.0, 15.0, 22.0]", Arrays.toString(c));
      }
    }
  }

  @Test
  void openClSaysWhatIsMissing() {
    OpenCl nothing = new OpenCl(List.of(), "no driver");
    UnsupportedOperationException e =
        assertThrows(UnsupportedOperationException.class, () -> nothing.choose(-1));
    assertEquals("backend opencl: no driver", e.getMessage());
  }

  @Test
  void theBestDeviceIsAGpuElseAnAcceleratorElseTheProcessor() {
    OpenClDevice cpu = device(0, OpenClDevice.Kind.CPU);
    OpenClDevice acc = device(1, OpenClDevice.Kind.ACC);
    OpenClDevice gpu = device(2, OpenClDevice.Kind.GPU);
    OpenClDevice second = device(3, OpenClDevice.Kind.GPU);
    assertEquals(gpu, new OpenCl(List.of(cpu, acc, gpu, second), "").choose(-1));
    assertEquals(acc, new OpenCl(List.of(cpu, acc), "").choose(-1));
    assertEquals(cpu, new OpenCl(List.of(cpu), "").choose(-1));
  }

  @Test
  void aDeviceIsChosenByItsNumber() {
    OpenClDevice cpu = device(0, OpenClDevice.Kind.CPU);
    OpenClDevice gpu = device(1, OpenClDevice.Kind.GPU);
    OpenCl found = new OpenCl(List.of(cpu, gpu), "");
    assertEquals(cpu, found.choose(0));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> found.choose(2));
    assertEquals(
        "device 2: expected 0 to 1, [0: Loom (CPU, 4 units, 64 MiB), Weaver 1.2, 1: Loom (GPU, 4"
            + " units, 64 MiB), Weaver 1.2]",
        e.getMessage());
  }

  private static OpenClDevice device(int number, OpenClDevice.Kind kind) {
    return new OpenClDevice(number, "Weaver 1.2", "Loom", kind, 4, 64 << 20);
  }

  @Test
  void oneThreadMakesNoThread() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      compute.kernels().sum(1 << 20, new float[1 << 20], 0);
      assertEquals(Set.of(), workersNotIn(before));
    }
  }

  @Test
  void closingEndsTheThreads() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Compute compute = Compute.open(Backend.SCALAR, 3);
    assertEquals(2, workersNotIn(before).size());
    compute.close();
    compute.close();
    assertEquals(Set.of(), workersNotIn(before));
  }

  private static Set<Thread> workersNotIn(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.getName().startsWith("jacquard"))
        .collect(Collectors.toSet());
  }

  @Test
  void eachTaskRunsOnceWithAComputeOfOneThreadOverTheSamePool() {
    try (Compute compute = Compute.open(Backend.SCALAR, 3)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(10);
      compute.runEach(
          10,
          (i, own) -> {
            runs.incrementAndGet(i);
            assertEquals("scalar (asked for), 1 thread", own.toString());
            assertSame(compute.pool(), own.pool());
            assertEquals(1 << 20, own.kernels().sum(1 << 20, ones(1 << 20), 0));
          });
      assertEquals("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", runs.toString());
    }
  }

  private static float[] ones(int n) {
    float[] ones = new float[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void aSingleTaskHasAllThreads() {
    try (Compute compute = Compute.open(Backend.SCALAR, 2)) {
      compute.runEach(1, (i, own) -> assertSame(compute, own));
    }
  }

  @Test
  void whatATaskThrowsIsThrownAndTheComputeGoesOn() {
    try (Compute compute = Compute.open(Backend.SCALAR, 2)) {
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  compute.runEach(
                      4,
                      (i, own) -> {
                        throw new IllegalStateException("task " + i);
                      }));
      assertTrue(String.valueOf(e.getMessage()).startsWith("task "));
      compute.runEach(4, (i, own) -> assertEquals(1, own.threads()));
    }
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThrows(IllegalArgumentException.class, () -> Compute.open(Backend.SCALAR, 0).close());
  }

  @Test
  void simdNeedsTheModuleTheC2CompilerAndFusedMultiplyAdds() {
    String hotspot = "OpenJDK 64-Bit Server VM";
    String mixed = "mixed mode, sharing";
    assertTrue(Backend.simdObstacle(true, hotspot, mixed, "amd64", () -> 256).isEmpty());
    assertTrue(Backend.simdObstacle(true, hotspot, mixed, "aarch64", () -> 128).isEmpty());
    assertEquals(
        Optional.of("module absent; add it with --add-modules jdk.incubator.vector"),
        Backend.simdObstacle(false, hotspot, mixed, "amd64", () -> fail("asked for the width")));
    for (String info : new String[] {"interpreted mode, sharing", "mixed mode, emulated-client"}) {
      assertTrue(Backend.simdObstacle(true, hotspot, info, "amd64", () -> 256).isPresent());
    }
    for (String vm :
        new String[] {"OpenJDK 64-Bit Client VM", "Eclipse OpenJ9 VM", "Substrate VM"}) {
      assertTrue(Backend.simdObstacle(true, vm, mixed, "amd64", () -> 256).isPresent());
    }
    assertTrue(Backend.simdObstacle(true, hotspot, mixed, "amd64", () -> 128).isPresent());
  }

  @Test
  void backendsAreNamedInLowerCase() {
    for (Backend backend : Backend.values()) {
      assertEquals(backend, Backend.parse(backend.toString()));
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Backend.parse("cuda"));
    assertEquals("backend 'cuda': expected auto, scalar, simd or opencl", e.getMessage());
    assertNotEquals("SIMD", Backend.SIMD.toString());
  }

  @Test
  void workBesideHasAThreadOfItsOwnWhereThereAreSeveral() {
    Thread caller = Thread.currentThread();
    try (Compute one = Compute.open(Backend.SCALAR, 1);
        Compute two = Compute.open(Backend.SCALAR, 2)) {
      assertSame(caller, one.beside(Thread::currentThread).get());
      assertNotSame(caller, two.beside(Thread::currentThread).get());
    }
  }

  @Test
  void whatWorkBesideThrowsIsThrownWhereItsResultIsAskedFor() {
    IllegalStateException thrown = new IllegalStateException("no");
    try (Compute compute = Compute.open(Backend.SCALAR, 2)) {
      Supplier<Integer> work =
          compute.beside(
              () -> {
                throw thrown;
              });
      assertSame(thrown, assertThrows(IllegalStateException.class, work::get));
    }
  }

  @Test
  void whoWaitsForWorkBesideCanBeInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    try (Compute compute = Compute.open(Backend.SCALAR, 2)) {
      Supplier<Boolean> work =
          compute.beside(
              () -> {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return true;
              });
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, work::get);
      assertTrue(Thread.interrupted());
    } finally {
      never.countDown();
    }
  }
}
