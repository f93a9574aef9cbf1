package dev.jacquard.hypernet.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.ghn.GhnConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hypernetworks that ship are what their names say. */
class ShippedGhnTest {
  @ParameterizedTest
  @EnumSource
  void eachIsOfItsKind(ShippedGhn shipped) throws IOException {
    GhnConfig config = shipped.read().config();
    String name = shipped.toString();

    assertEquals(10, config.classes());
    assertEquals(name.startsWith("ghn2"), config.virtualEdges());
    assertEquals(name.startsWith("ghn2"), config.normalised());
    assertSame(GhnConfig.Processing.GATED_GNN, config.processing());
    assertSame(shipped, ShippedGhn.of(name));
  }

  @Test
  void anUnknownNameIsToldTheOthers() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> ShippedGhn.of("ghn9"));
    assertTrue(String.valueOf(e.getMessage()).contains("expected one of [ghn2-fashion-mnist, "));
  }
}
