package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class SyntheticImagesTest {
  @Test
  void imagesAreTheSameEachTimeAndBalanced() {
    Splits splits = SyntheticImages.splits();
    assertEquals(2000, splits.train().size());
    assertEquals(1000, splits.test().size());
    assertArrayEquals(splits.train().pixels(1999), SyntheticImages.splits().train().pixels(1999));
    int[] counts = new int[10];
    for (int i = 0; i < 1000; i++) {
      counts[splits.test().label(i)]++;
    }
    for (int count : counts) {
      assertEquals(100, count);
    }
  }

  /** Along the stripes neighbours are alike, across them they are not. */
  @Test
  void classesAreDirections() {
    ImageSet test = SyntheticImages.splits().test();
    assertEquals("0 degrees", test.classes().get(0));
    double alongColumns = 0;
    double alongRows = 0;
    for (int i = 0; i < 1000; i += 10) {
      assertEquals(0, test.label(i));
      byte[] pixels = test.pixels(i);
      for (int at = 0; at < 31 * 32 - 1; at++) {
        int here = Byte.toUnsignedInt(pixels[at]);
        alongColumns += Math.pow(here - Byte.toUnsignedInt(pixels[at + 32]), 2);
        alongRows += Math.pow(here - Byte.toUnsignedInt(pixels[at + 1]), 2);
      }
    }
    assertTrue(alongRows > 1.3 * alongColumns, alongRows + " and " + alongColumns);
  }
}
