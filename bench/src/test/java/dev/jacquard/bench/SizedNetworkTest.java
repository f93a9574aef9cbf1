package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

class SizedNetworkTest {
  @Test
  void imagesHave32PixelsWhereTheNameDoesNotSay() {
    assertEquals(Shape.of(4, 3, 32, 32), SizedNetwork.of("resnet18").images(4).shape());
    assertEquals(Shape.of(4, 3, 40, 40), SizedNetwork.of("resnet18@40").images(4).shape());
  }

  @Test
  void aNameWithoutPixelsBehindItsAtIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SizedNetwork.of("resnet18@"));
    assertThrows(IllegalArgumentException.class, () -> SizedNetwork.of("resnet18@large"));
  }

  @Test
  void labelsGoThroughTheClassesInTurn() {
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1}, SizedNetwork.labels(12));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {NetworkStepOperands.class, NetworkForwardOperands.class, PredictBenchmark.class})
  void everyNetworkThatIsMeasuredCanBeBuilt(Class<?> benchmark) throws NoSuchFieldException {
    for (String name : benchmark.getField("network").getAnnotation(Param.class).value()) {
      assertFalse(SizedNetwork.of(name).network().parameters().isEmpty());
    }
  }
}
