package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
  @Test
  void thePeakIsReadFromTheStatusOfAProcess() {
    List<String> status = List.of("VmPeak:\t  999 kB", "VmHWM:\t   41324 kB", "VmRSS:\t  3 kB");
    assertEquals(41_324, PeakMemory.peak(status));
  }

  @Test
  void aStatusWithoutAPeakIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PeakMemory.peak(List.of("VmRSS: 3 kB")));
  }
}
