package dev.jacquard.tensor.kernel.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class WorkersTest {
  @Test
  void everyTaskRunsOnce() {
    try (Workers workers = new Workers(4, ScalarKernels::new)) {
      for (int repeat = 0; repeat < 200; repeat++) {
        AtomicInteger[] runs = new AtomicInteger[17];
        Arrays.setAll(runs, i -> new AtomicInteger());
        workers.run(runs.length, (i, k) -> runs[i].incrementAndGet());
        for (AtomicInteger run : runs) {
          assertEquals(1, run.get());
        }
      }
    }
  }

  @Test
  void whatATaskThrowsReachesTheCallerAndTheWorkersGoOn() {
    try (Workers workers = new Workers(3, ScalarKernels::new)) {
      for (int failing : new int[] {0, 5, 9}) {
        IllegalArgumentException thrown =
            assertThrows(
                IllegalArgumentException.class,
                () ->
                    workers.run(
                        10,
                        (i, k) -> {
                          if (i == failing) {
                            throw new IllegalArgumentException("task " + i);
                          }
                        }));
        assertEquals("task " + failing, thrown.getMessage());
      }
      AtomicInteger runs = new AtomicInteger();
      workers.run(10, (i, k) -> runs.incrementAndGet());
      assertEquals(10, runs.get());
    }
  }

  @Test
  void aSecondThreadAtTheSameTimeIsRefused() throws InterruptedException {
    try (Workers workers = new Workers(2, ScalarKernels::new)) {
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      Thread first = new Thread(() -> workers.run(1, (i, k) -> hold(inside, goOn)));
      first.start();
      inside.await();
      assertThrows(IllegalStateException.class, () -> workers.run(1, (i, k) -> {}));
      goOn.countDown();
      first.join();
      workers.run(1, (i, k) -> {});
    }
  }

  private static void hold(CountDownLatch inside, CountDownLatch goOn) {
    inside.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anInterruptLeavesTheWorkWholeAndTheFlagSet() throws InterruptedException {
    try (Workers workers = new Workers(2, ScalarKernels::new)) {
      AtomicInteger runs = new AtomicInteger();
      AtomicBoolean flag = new AtomicBoolean();
      Thread caller =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                workers.run(50, (i, k) -> runs.incrementAndGet());
                flag.set(Thread.currentThread().isInterrupted());
              });
      caller.start();
      caller.join();
      assertEquals(50, runs.get());
      assertTrue(flag.get());
    }
  }
}
