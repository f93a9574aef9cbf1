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
    assertTrue(name.endsWith(shipped.trainedOn().toString()), name);
    assertEquals(!name.startsWith("ghn1"), config.virtualEdges());
    assertEquals(!name.startsWith("ghn1"), config.normalised());
    assertEquals(name.startsWith("mlp"), config.processing() == GhnConfig.Processing.MLP);
    assertSame(shipped, ShippedGhn.of(name));
  }

  @Test
  void anUnknownNameIsToldTheOthers() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> ShippedGhn.of("ghn9"));
    assertEquals(
        "hypernetwork 'ghn9': expected one of [ghn2-fashion-mnist, ghn1-fashion-mnist,"
            + " mlp-fashion-mnist, ghn2-cifar10] or a file",
        e.getMessage());
  }
}
