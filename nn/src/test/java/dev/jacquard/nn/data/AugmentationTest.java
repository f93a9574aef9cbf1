package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.joml.Matrix3x2f;
import org.joml.Vector2f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("portable")
class AugmentationTest {
  private static final int SIDE = 32;
  private static final RandomStream STREAM = RandomStream.of(5);

  /** Changes pixels by far less than a rounding, and yet is not none. */
  private static final Augmentation HARDLY = new Augmentation(0, false, 0, 1e-12, 0, 0);

  /** One image whose pixels all differ from their neighbours. */
  private static ImageSet colourful(int channels, int side) {
    byte[] pixels = new byte[channels * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (1 + (i * 37 + i / side * 11) % 251);
    }
    Shape shape = Shape.of(1, channels, side, side);
    return ImageSet.of("colourful", Cifar10.classes(), shape, pixels, new int[1]);
  }

  private static Tensor augmented(
      ImageSet set, Preprocessing how, int size, int images, Augmentation augmentation) {
    Tensor target = Tensor.zeros(images, 3, size, size);
    target.fill(Float.NaN);
    how.write(set, new int[images], target, augmentation, STREAM);
    return target;
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.toArray()[i], actual.toArray()[i], 1e-4, "element " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 32, 47})
  void whatMovesNothingIsWhatLoadsWithoutAugmentation(int size) {
    ImageSet colours = colourful(3, 32);
    assertClose(
        augmented(colours, Preprocessing.cifar10(), size, 1, Augmentation.NONE),
        augmented(colours, Preprocessing.cifar10(), size, 1, HARDLY));
    ImageSet greys = colourful(1, 28);
    assertClose(
        augmented(greys, Preprocessing.fashionMnist(), size, 1, Augmentation.NONE),
        augmented(greys, Preprocessing.fashionMnist(), size, 1, HARDLY));
  }

  @Test
  void cropsAndMirrorsAreWholePixelsAndAllOfThemComeUp() {
    ImageSet set = colourful(3, SIDE);
    int images = 1000;
    Tensor all = augmented(set, Preprocessing.cifar10(), SIDE, images, Augmentation.CROP_AND_FLIP);
    Tensor plain = augmented(set, Preprocessing.cifar10(), SIDE, 1, Augmentation.NONE);
    Set<String> seen = new HashSet<>();
    for (int image = 0; image < images; image++) {
      int found = 0;
      for (int dy = -4; dy <= 4; dy++) {
        for (int dx = -4; dx <= 4; dx++) {
          for (boolean mirror : new boolean[] {false, true}) {
            if (isMoved(all, image, plain, dx, dy, mirror)) {
              found++;
              seen.add(dx + " " + dy + " " + mirror);
            }
          }
        }
      }
      assertEquals(1, found, "image " + image);
    }
    assertEquals(9 * 9 * 2, seen.size());
  }

  private static boolean isMoved(
      Tensor all, int image, Tensor plain, int dx, int dy, boolean mirror) {
    float[] black = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      ImageSet dark =
          ImageSet.of("dark", Cifar10.classes(), Shape.of(1, 3, 1, 1), new byte[3], new int[1]);
      Tensor one = Tensor.zeros(1, 3, 1, 1);
      Preprocessing.cifar10().write(dark, new int[1], one);
      black[channel] = one.get(0, channel, 0, 0);
    }
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int row = y + dy;
          int column = (mirror ? SIDE - 1 - x : x) + dx;
          boolean inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
          float expected = inside ? plain.get(0, channel, row, column) : black[channel];
          if (all.get(image, channel, y, x) != expected) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static double distance(Matrix3x2f map, float x0, float y0, float x1, float y1) {
    Vector2f from = map.transformPosition(new Vector2f(x0, y0));
    return from.distance(map.transformPosition(new Vector2f(x1, y1)));
  }

  @Test
  void rotationKeepsDistancesAndTheCentre() {
    Augmentation turning = new Augmentation(0, false, 30, 0, 0, 0);
    double steepest = 0;
    for (int i = 0; i < 1000; i++) {
      Matrix3x2f map = turning.map(20, 10, STREAM.split(i));
      assertEquals(5, distance(map, 2, 3, 5, 7), 1e-5);
      assertEquals(0, map.transformPosition(new Vector2f(10, 5)).distance(10, 5), 1e-5);
      steepest = Math.max(steepest, Math.toDegrees(Math.atan2(Math.abs(map.m01), map.m00)));
    }
    assertEquals(30, steepest, 0.5);
  }

  @Test
  void scaleChangesSizesWithinItsBounds() {
    Augmentation scaling = new Augmentation(0, false, 0, 0.25, 0, 0);
    double least = 2;
    double most = 0;
    for (int i = 0; i < 1000; i++) {
      // The map goes back, from the result to the image.
      double size = 5 / distance(scaling.map(9, 9, STREAM.split(i)), 2, 3, 5, 7);
      least = Math.min(least, size);
      most = Math.max(most, size);
    }
    assertEquals(0.75, least, 0.01);
    assertEquals(1.25, most, 0.01);
  }

  @Test
  void shearKeepsRowsAndArea() {
    Augmentation shearing = new Augmentation(0, false, 0, 0, 45, 0);
    double most = 0;
    for (int i = 0; i < 1000; i++) {
      Matrix3x2f map = shearing.map(9, 9, STREAM.split(i));
      assertEquals(0, map.m01);
      assertEquals(1, map.determinant(), 1e-6);
      most = Math.max(most, Math.abs(map.m10));
    }
    assertEquals(1, most, 0.02);
  }

  @Test
  void cutoutLeavesASquareOfMeans() {
    int images = 200;
    Augmentation cutting = new Augmentation(0, false, 0, 0, 0, 8);
    ImageSet set = colourful(3, SIDE);
    Tensor all = augmented(set, Preprocessing.cifar10(), 16, images, cutting);
    int whole = 0;
    for (int image = 0; image < images; image++) {
      int zeros = 0;
      for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
          zeros += all.get(image, 1, y, x) == 0 ? 1 : 0;
          assertEquals(all.get(image, 0, y, x) == 0, all.get(image, 2, y, x) == 0);
        }
      }
      // Half as large as the images are, so is the square; at a corner a quarter of it is left.
      assertTrue(zeros >= 4 && zeros <= 16, image + ": " + zeros);
      whole += zeros == 16 ? 1 : 0;
    }
    assertTrue(whole > images / 2 && whole < images, whole + " of " + images);
  }

  @Test
  void drawsGoByTheStreamAndThePlace() {
    ImageSet set = colourful(3, SIDE);
    Augmentation all = new Augmentation(4, true, 10, 0.1, 10, 8);
    Tensor first = augmented(set, Preprocessing.cifar10(), SIDE, 3, all);
    assertTrue(first.bitEquals(augmented(set, Preprocessing.cifar10(), SIDE, 3, all)));
    float[] values = first.toArray();
    int each = values.length / 3;
    assertFalse(
        Arrays.equals(
            Arrays.copyOfRange(values, 0, each), Arrays.copyOfRange(values, each, 2 * each)));
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, false, 0, 1, 0, 0));
    assertEquals("augmentation: scale: expected 0 to less than 1, got 1.0", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(-1, false, 0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, false, 181, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, false, 0, 0, 90, 0));
    assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, false, 0, 0, 0, -1));
  }
}
