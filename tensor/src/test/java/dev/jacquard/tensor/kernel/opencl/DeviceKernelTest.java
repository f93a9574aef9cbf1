package dev.jacquard.tensor.kernel.opencl;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.OpenCl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** What a kernel says that fails, and that no other one suffers from it. */
@Tag("opencl")
@DisabledIf(value = "absent", disabledReason = "no OpenCL device is there")
class DeviceKernelTest {
  static boolean absent() {
    return System.getenv("JACQUARD_OPENCL") == null && OpenCl.find().devices().isEmpty();
  }

  private static OpenCLDevice device() {
    return Devices.found().get(OpenCl.find().chosen().number());
  }

  /** Doubles what it is given, in groups of items that a device may have no room for. */
  private static final class Doubling extends DeviceKernel {
    float[] x = new float[1];
    float[] y = new float[1];
    int items;
    private final int side;

    Doubling(OpenCLDevice device, int side) {
      super(device);
      this.side = side;
    }

    @Override
    public void run() {
      int at = getGlobalId(0);
      if (getGlobalId(1) == 0 && at < items) {
        y[at] = 2 * x[at];
      }
    }

    synchronized float[] of(float... values) {
      items = values.length;
      x = give(x, items, values, 0);
      y = room(y, items);
      runSquares(side, 1, 1, 1);
      float[] result = new float[items];
      take(y, items, result, 0);
      return result;
    }
  }

  @Test
  void aFailureIsToldEveryTimeAndIsThatOfOneKernel() {
    Doubling failing = new Doubling(device(), 1024);
    Doubling working = new Doubling(device(), 8);

    IllegalStateException e = assertThrows(IllegalStateException.class, () -> failing.of(1, 2));
    String said = requireNonNull(e.getMessage());
    assertTrue(said.startsWith("backend opencl: Doubling "), said);
    assertTrue(said.contains(device().getName()), said);
    IllegalStateException again = assertThrows(IllegalStateException.class, () -> failing.of(3));
    assertEquals(said, again.getMessage());
    assertArrayEquals(new float[] {2, 4}, working.of(1, 2));
    failing.close();
    working.close();
  }

  @Test
  void aKernelThatIsClosedSaysSo() {
    Doubling kernel = new Doubling(device(), 8);
    assertArrayEquals(new float[] {6}, kernel.of(3));
    kernel.close();
    kernel.close();

    IllegalStateException e = assertThrows(IllegalStateException.class, () -> kernel.of(3));
    assertEquals("backend opencl: Doubling is closed", e.getMessage());
  }

  @Test
  void moreElementsThanAparapiCanCountAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> DeviceKernel.room(new float[1], 1 << 30));
    assertEquals(
        "backend opencl: an operand of 1073741824 elements, expected at most 536870911",
        e.getMessage());
  }
}
