package dev.jacquard.hypernet.ghn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class GhnInitializationTest {
  private static final GhnConfig PUBLISHED =
      new GhnConfig(10, 32, 64, 64, 11, Processing.GATED_GNN, Decoding.CONV, true, true, true);

  private static Ghn begin(GhnConfig config, long seed) {
    return GhnInitialization.begin(config, RandomStream.of(seed));
  }

  private static float[] values(Ghn ghn, String name) {
    return ((Tensor) Golden.get(ghn.parameters(), name)).toArray();
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  // The published counts of GHN-2 for CIFAR-10, GHN-2 for ImageNet and GHN-1 for CIFAR-10.
  @Test
  void hypernetworksHaveThePublishedNumbersOfParameters() {
    GhnConfig imageNet =
        new GhnConfig(1000, 32, 64, 64, 16, Processing.GATED_GNN, Decoding.CONV, true, true, true);
    GhnConfig first =
        new GhnConfig(10, 32, 64, 64, 11, Processing.GATED_GNN, Decoding.CONV, false, false, false);

    assertEquals(1_620_764, begin(PUBLISHED, 0).parameterCount());
    assertEquals(2_319_720, begin(imageNet, 0).parameterCount());
    assertEquals(1_620_668, begin(first, 0).parameterCount());
  }

  @Test
  void valuesLieWherePyTorchPutsThem() {
    Ghn ghn = begin(PUBLISHED, 1);

    assertEquals(1 / Math.sqrt(32), largest(values(ghn, "decoder.fc.0.weight")), 1e-4);
    assertEquals(1 / Math.sqrt(32), largest(values(ghn, "decoder.fc.0.bias")), 1e-3);
    assertEquals(1 / Math.sqrt(256), largest(values(ghn, "decoder.conv.2.weight")), 1e-4);
    assertEquals(1 / Math.sqrt(32), largest(values(ghn, "gnn.gru.bias_hh")), 0.02);
    assertTrue(largest(values(ghn, "shape_enc.embed_channel.weight")) > 3);
    assertEquals(1, values(ghn, "ln.weight")[5]);
    assertEquals(0, values(ghn, "ln.bias")[5]);
  }

  @Test
  void theSameSeedGivesTheSameHypernetwork() {
    Ghn one = begin(TinyGhn.config(), 2);
    Ghn two = begin(TinyGhn.config(), 2);
    Ghn other = begin(TinyGhn.config(), 3);

    assertEquals(values(one, "embed.weight")[7], values(two, "embed.weight")[7]);
    assertTrue(values(one, "embed.weight")[7] != values(other, "embed.weight")[7]);
  }
}
