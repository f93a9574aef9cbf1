package dev.jacquard.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void slidingWindowsAreThoseThatPyTorchKeeps() {
    for (int size = 1; size <= 12; size++) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int padding = 0; padding <= kernel / 2; padding++) {
            if (size + 2 * padding >= kernel) {
              assertSliding(size, kernel, stride, padding, false);
              assertSliding(size, kernel, stride, padding, true);
            }
          }
        }
      }
    }
  }

  private static void assertSliding(int size, int kernel, int stride, int padding, boolean ceil) {
    List<Integer> starts = new ArrayList<>();
    int start = -padding;
    while (keeps(size, kernel, stride, padding, ceil, start)) {
      starts.add(start);
      start += stride;
    }
    String what =
        "size %d kernel %d stride %d padding %d ceil %s"
            .formatted(size, kernel, stride, padding, ceil);
    Window padded = Window.sliding(size, kernel, stride, padding, ceil, true);
    Window inputs = Window.sliding(size, kernel, stride, padding, ceil, false);
    assertEquals(starts.size(), padded.outputs(), what);
    for (int i = 0; i < starts.size(); i++) {
      assertCovers(padded, i, starts.get(i), kernel, padding, what);
      assertCovers(inputs, i, starts.get(i), kernel, 0, what);
      assertEquals(inputs.from(i), padded.from(i), what);
      assertEquals(inputs.to(i), padded.to(i), what);
    }
  }

  /** Whether a window that starts here is kept, given that those before it were. */
  private static boolean keeps(
      int size, int kernel, int stride, int padding, boolean ceil, int start) {
    if (!ceil) {
      return start + kernel <= size + padding;
    }
    boolean first = start == -padding;
    boolean formerReachesTheEnd = start - stride + kernel >= size + padding;
    return first || (start < size && !formerReachesTheEnd);
  }

  /** Counts a window's places one by one, with as much padding as its average counts. */
  private static void assertCovers(
      Window window, int i, int start, int kernel, int padding, String what) {
    int inside = 0;
    int counted = 0;
    for (int place = start; place < start + kernel; place++) {
      if (place >= 0 && place < window.size()) {
        assertTrue(window.from(i) <= place && place < window.to(i), what);
        inside++;
      }
      if (place >= -padding && place < window.size() + padding) {
        counted++;
      }
    }
    assertEquals(inside, window.to(i) - window.from(i), what);
    assertEquals(counted, window.counted(i), what);
  }

  // torch.nn.functional.adaptive_avg_pool1d(torch.eye(7)[None], 3)[0].T != 0
  @Test
  void adaptiveWindowsOverlapWhereTheSizeDoesNotDivide() {
    Window window = Window.adaptive(7, 3);
    assertArrayEquals(new int[] {0, 2, 4}, collect(window, true));
    assertArrayEquals(new int[] {3, 5, 7}, collect(window, false));
  }

  @Test
  void adaptiveWindowsRepeatInputsWhereThereAreMoreOutputs() {
    Window window = Window.adaptive(3, 7);
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 2, 2}, collect(window, true));
    assertArrayEquals(new int[] {1, 1, 2, 2, 3, 3, 3}, collect(window, false));
  }

  private static int[] collect(Window window, boolean from) {
    int[] bounds = new int[window.outputs()];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = from ? window.from(i) : window.to(i);
    }
    return bounds;
  }

  @Test
  void adaptiveWindowsCoverEveryInputAndCountWhatTheyCover() {
    for (int size = 1; size <= 20; size++) {
      for (int outputs = 1; outputs <= 20; outputs++) {
        Window window = Window.adaptive(size, outputs);
        int covered = 0;
        for (int i = 0; i < outputs; i++) {
          assertTrue(window.from(i) <= covered && window.to(i) > window.from(i));
          assertEquals(window.to(i) - window.from(i), window.counted(i));
          covered = window.to(i);
        }
        assertEquals(size, covered);
      }
    }
  }

  @Test
  void adaptiveWindowsOfLongAxesDoNotOverflow() {
    Window window = Window.adaptive(2_000_000, 3_000);
    assertEquals(2_000_000, window.to(2_999));
    assertEquals(1_999_333, window.from(2_999));
  }

  @Test
  void impossibleWindowsAreRejectedByName() {
    assertRejected("input size", () -> Window.sliding(0, 1, 1, 0, false, true));
    assertRejected("kernel", () -> Window.sliding(5, 0, 1, 0, false, true));
    assertRejected("stride", () -> Window.sliding(5, 3, 0, 0, false, true));
    assertRejected("padding", () -> Window.sliding(5, 3, 1, 2, false, true));
    assertRejected("padding", () -> Window.sliding(5, 3, 1, -1, false, true));
    assertRejected("kernel", () -> Window.sliding(2, 3, 1, 0, false, true));
    assertRejected("input size", () -> Window.adaptive(0, 1));
    assertRejected("output size", () -> Window.adaptive(1, 0));
  }

  private static void assertRejected(String what, Runnable made) {
    String message = assertThrows(IllegalArgumentException.class, made::run).getMessage();
    assertTrue(message != null && message.contains(what), message);
  }
}
