package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class BatchLoaderTest {
  /** Ten images of one value each: 10 times their index, which is their label too. */
  private static ImageSet tens() {
    byte[] pixels = new byte[10 * 3 * 4];
    int[] labels = new int[10];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 12 * 10);
      labels[i / 12] = i / 12;
    }
    return ImageSet.of("tens", Cifar10.classes(), Shape.of(10, 3, 2, 2), pixels, labels);
  }

  private static BatchLoader loader(int size) {
    return new BatchLoader(tens(), Preprocessing.cifar10(), size);
  }

  /** Mean and deviation of the first channel, as in {@link Preprocessing#cifar10()}. */
  private static float red(int image) {
    return (image * 10 / 255f - 0.49139968f) / 0.24703233f;
  }

  @Test
  void imagesAndLabelsComeInTheOrderAskedFor() {
    Batch batch = loader(2).load(new int[] {7, 0, 7});
    assertEquals(Shape.of(3, 3, 2, 2), batch.images().shape());
    assertArrayEquals(new int[] {7, 0, 7}, batch.labels());
    assertEquals(red(7), batch.images().get(0, 0, 0, 0));
    assertEquals(red(0), batch.images().get(1, 0, 1, 1));
    assertEquals(red(7), batch.images().get(2, 0, 0, 1));
  }

  @Test
  void aRangeIsABatchInFileOrder() {
    Tensor range = loader(5).load(8, 10).images();
    assertTrue(range.bitEquals(loader(5).load(new int[] {8, 9}).images()));
  }

  @Test
  void theNextBatchOverwritesTheImagesButNotTheLabels() {
    BatchLoader loader = loader(2);
    Batch first = loader.load(0, 4);
    Batch second = loader.load(8, 10);
    assertSame(first.images().data(), second.images().data());
    assertEquals(red(8), first.images().get(0, 0, 0, 0));
    assertArrayEquals(new int[] {0, 1, 2, 3}, first.labels());
    assertEquals(2, second.size());
  }

  @Test
  void aShorterBatchAfterALongerOneHoldsOnlyItsOwn() {
    BatchLoader loader = loader(2);
    loader.load(0, 10);
    assertTrue(loader.load(3, 4).images().bitEquals(loader(2).load(3, 4).images()));
  }

  @Test
  void aBatchMayBeEmpty() {
    assertEquals(Shape.of(0, 3, 2, 2), loader(2).load(4, 4).images().shape());
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> loader(2).load(new int[] {10}));
    assertThrows(IndexOutOfBoundsException.class, () -> loader(2).load(9, 11));
    assertThrows(IllegalArgumentException.class, () -> loader(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BatchLoader(tens(), Preprocessing.fashionMnist(), 32));
  }
}
