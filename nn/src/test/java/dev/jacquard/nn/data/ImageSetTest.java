package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class ImageSetTest {
  private static final List<String> CLASSES = List.of("a", "b");
  private static final Shape SHAPE = Shape.of(3, 1, 1, 2);

  private static ImageSet sample() {
    return ImageSet.of("s", CLASSES, SHAPE, new byte[] {0, 1, 2, 3, 4, 5}, new int[] {0, 1, 0});
  }

  private static void assertRefused(String message, Shape shape, int bytes, int... labels) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ImageSet.of("s", CLASSES, shape, new byte[bytes], labels));
    assertEquals(message, e.getMessage());
  }

  @Test
  void aSliceHasItsOwnNumbering() {
    ImageSet slice = sample().slice(1, 3).slice(0, 1);
    assertEquals(Shape.of(1, 1, 1, 2), slice.shape());
    assertEquals(1, slice.label(0));
    assertArrayEquals(new byte[] {2, 3}, slice.pixels(0));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.label(1));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.pixels(1));
    assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(0, 2));
  }

  @Test
  void aSliceMayBeEmpty() {
    ImageSet none = sample().slice(3, 3);
    assertEquals(0, none.size());
    assertThrows(IndexOutOfBoundsException.class, () -> none.label(0));
  }

  @Test
  void aSelectionHasItsOwnOrder() {
    ImageSet chosen = sample().slice(1, 3).select(new int[] {1, 0, 1});
    assertEquals(3, chosen.size());
    assertEquals(0, chosen.label(0));
    assertEquals(1, chosen.label(1));
    assertArrayEquals(new byte[] {4, 5}, chosen.pixels(2));
    assertArrayEquals(new byte[] {2, 3}, chosen.slice(1, 2).pixels(0));
    ImageSet whole = sample();
    assertThrows(IndexOutOfBoundsException.class, () -> whole.select(new int[] {3}));
  }

  @Test
  void shotsAreTheFirstOfEachClass() {
    ImageSet one = sample().firstOfEachClass(1);
    assertEquals(2, one.size());
    assertArrayEquals(new byte[] {0, 1}, one.pixels(0));
    assertArrayEquals(new byte[] {2, 3}, one.pixels(1));
    ImageSet whole = sample();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> whole.firstOfEachClass(2));
    assertEquals("s: expected 2 images of class b, there are 1", e.getMessage());
  }

  @Test
  void changesOfTheArraysItWasMadeOfDoNotReachIt() {
    byte[] pixels = new byte[6];
    int[] labels = new int[3];
    ImageSet set = ImageSet.of("s", CLASSES, SHAPE, pixels, labels);
    pixels[0] = 9;
    labels[0] = 1;
    set.pixels(0)[0] = 9;
    assertArrayEquals(new byte[2], set.pixels(0));
    assertEquals(0, set.label(0));
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    assertRefused("s: expected 6 bytes for [3, 1, 1, 2], got 5", SHAPE, 5, 0, 0, 0);
    assertRefused("s: expected 3 labels, got 2", SHAPE, 6, 0, 0);
    assertRefused("s: label of image 1: expected 0 to 1, got 2", SHAPE, 6, 0, 2, 0);
    assertRefused("s: label of image 2: expected 0 to 1, got -1", SHAPE, 6, 0, 0, -1);
    assertRefused(
        "s: expected images [N, C, H, W] with pixels, got [3, 2]", Shape.of(3, 2), 6, 0, 0, 0);
  }
}
