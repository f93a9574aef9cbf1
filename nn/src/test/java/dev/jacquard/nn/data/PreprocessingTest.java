package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values of PyTorch 1.13, made by the lines above the tests. */
@Tag("portable")
class PreprocessingTest {
  /** PyTorch fuses multiplications and additions where the processor can. */
  private static final double ROUNDING = 5e-7;

  private static ImageSet set(int channels, int height, int width, byte... pixels) {
    Shape shape = Shape.of(1, channels, height, width);
    return ImageSet.of("sample", FashionMnist.classes(), shape, pixels, new int[1]);
  }

  /** The value of a pixel is 37 * channel + 11 * row + 7 * column, modulo 256. */
  private static ImageSet colourful() {
    byte[] pixels = new byte[3 * 32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (37 * (i / 1024) + 11 * (i / 32 % 32) + 7 * (i % 32));
    }
    return set(3, 32, 32, pixels);
  }

  private static Tensor written(Preprocessing how, ImageSet set, int size, int... images) {
    Tensor target = Tensor.zeros(images.length, 3, size, size);
    target.fill(Float.NaN);
    how.write(set, images, target);
    return target;
  }

  private static double mean(Tensor tensor) {
    double sum = 0;
    for (float value : tensor.toArray()) {
      sum += value;
    }
    return sum / tensor.size();
  }

  private static String sha256(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  // x = torch.arange(256, dtype=torch.uint8).to(torch.float32).div(255)
  // y = x.sub_(torch.tensor([mean])).div_(torch.tensor([deviation]))
  // hashlib.sha256(y.numpy().astype('<f4').tobytes()).hexdigest()
  @Test
  void everyByteBecomesPyTorchsFloatToTheLastBit() {
    byte[] pixels = new byte[3 * 256];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    float[] colours = written(Preprocessing.cifar10(), set(3, 16, 16, pixels), 16, 0).toArray();
    assertEquals(
        "bd678b1247b045ecec621d8b8a0fd1d1c08949435c502c4052256d25c07b5471",
        sha256(Arrays.copyOfRange(colours, 0, 256)));
    assertEquals(
        "6187788ea86169c08520eedb2a5b17de33fc1a36cbd96b5dab7681aec2dc9687",
        sha256(Arrays.copyOfRange(colours, 256, 512)));
    assertEquals(
        "22cc936f2185444173abd229033c80cbe8384b9602139506d899842945c74968",
        sha256(Arrays.copyOfRange(colours, 512, 768)));

    ImageSet row = set(1, 1, 256, Arrays.copyOf(pixels, 256));
    ImageSet tall = set(1, 256, 256, repeated(row.pixels(0), 256));
    Tensor grey = written(Preprocessing.fashionMnist(), tall, 260, 0);
    int second = 2 * 260 + 2;
    assertEquals(
        "897c26057ea3a3d3b3806b3c7f76a0d02f6d9bde09d1b5335f3f9f91fde2728d",
        sha256(Arrays.copyOfRange(grey.toArray(), second, second + 256)));
  }

  private static byte[] repeated(byte[] row, int times) {
    byte[] all = new byte[row.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = row[i % row.length];
    }
    return all;
  }

  @Test
  void fashionImagesGetABlackBorderOfTwoPixels() {
    byte[] white = new byte[28 * 28];
    Arrays.fill(white, (byte) 255);
    Tensor image = written(Preprocessing.fashionMnist(), set(1, 28, 28, white), 32, 0);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          boolean inside = y >= 2 && y < 30 && x >= 2 && x < 30;
          float expected = inside ? 2.02266288f : -0.810198367f;
          assertEquals(expected, image.get(0, channel, y, x));
        }
      }
    }
  }

  // im = the 10,000 test images; f = F.pad(im[:4].float() / 255, (2, 2, 2, 2))[:, None]
  // r = F.interpolate(f, size=(S, S), mode='bilinear', align_corners=False)
  // r = ((r - 0.2860) / 0.3530).repeat(1, 3, 1, 1); r.double().mean()
  // r[0, 0, S//2, S//2], r[0, 1, S//3, S//2], r[1, 2, S//2 + 1, S//3], r[3, 0, S//2, S - S//3]
  @ParameterizedTest
  @CsvSource({
    "16, 0.43126139, -0.80464375, 1.31444764, -0.810198367, -0.2098562277290057",
    "24, 0.413980454, -0.807112455, 1.71623325, -0.810198367, -0.20780726575122166",
    "64, 0.511803567, -0.794923127, 0.579153478, -0.810198367, -0.2098562272647726",
    "224, 0.518605351, -0.79455471, 0.66642642, -0.810198367, -0.2098562813019618"
  })
  void fashionImagesAreResizedAsPyTorchDoes(
      int s, double centre, double above, double second, double fourth, double mean)
      throws TensorFileException {
    ImageSet test = FashionMnist.embedded().test();
    Tensor r = written(Preprocessing.fashionMnist(), test, s, 0, 1, 2, 3);
    assertEquals(centre, r.get(0, 0, s / 2, s / 2), ROUNDING);
    assertEquals(above, r.get(0, 1, s / 3, s / 2), ROUNDING);
    assertEquals(second, r.get(1, 2, s / 2 + 1, s / 3), ROUNDING);
    assertEquals(fourth, r.get(3, 0, s / 2, s - s / 3), ROUNDING);
    assertEquals(mean, mean(r), 1e-7);
  }

  // n = ((f - 0.2860) / 0.3530).repeat(1, 3, 1, 1)
  // n[0, 0, 0, 0], n[0, 1, 16, 16], n[0, 2, 20, 5], n[3, 0, 10, 20], n.double().mean()
  @Test
  void fashionImagesOf32PixelsEqualPyTorchs() throws TensorFileException {
    ImageSet test = FashionMnist.embedded().test();
    Tensor n = written(Preprocessing.fashionMnist(), test, 32, 0, 1, 2, 3);
    assertEquals(-0.810198367f, n.get(0, 0, 0, 0));
    assertEquals(0.411820233f, n.get(0, 1, 16, 16));
    assertEquals(0.189635053f, n.get(0, 2, 20, 5));
    assertEquals(0.111870237f, n.get(3, 0, 10, 20));
    assertEquals(-0.20985622924409597, mean(n), 1e-9);
  }

  // m, d = means and deviations as tensors [1, 3, 1, 1]; t = (s.float() / 255 - m) / d
  // t[0, 0, 0, 0], t[0, 1, 3, 4], t[0, 2, 31, 31]
  @Test
  void colourImagesOf32PixelsEqualPyTorchs() {
    Tensor t = written(Preprocessing.cifar10(), colourful(), 32, 0);
    assertEquals(-1.98921204f, t.get(0, 0, 0, 0));
    assertEquals(-0.401850313f, t.get(0, 1, 3, 4));
    assertEquals(0.0919653475f, t.get(0, 2, 31, 31));
  }

  // t = (F.interpolate(s.float() / 255, size=(S, S), mode='bilinear', align_corners=False) - m) / d
  // t[0, 0, 0, 0], t[0, 0, 7, 9], t[0, 1, S - 1, 3], t[0, 2, 11, S - 1], t.double().mean()
  @ParameterizedTest
  @CsvSource({
    "20, -1.90348864, 1.65244853, 0.506527781, 1.73802257, 0.13356348782855396",
    "48, -1.98921204, -0.55519563, 0.191387087, -0.000481576251, 0.13186234437017041"
  })
  void colourImagesAreResizedAsPyTorchDoes(
      int s, double first, double inside, double lower, double right, double mean) {
    Tensor t = written(Preprocessing.cifar10(), colourful(), s, 0);
    assertEquals(first, t.get(0, 0, 0, 0), ROUNDING);
    assertEquals(inside, t.get(0, 0, 7, 9), ROUNDING);
    assertEquals(lower, t.get(0, 1, s - 1, 3), ROUNDING);
    assertEquals(right, t.get(0, 2, 11, s - 1), ROUNDING);
    assertEquals(mean, mean(t), 1e-6);
  }

  // t as above, in a process with ATEN_CPU_CAPABILITY=default, in which PyTorch fuses nothing
  // hashlib.sha256(t.numpy().astype('<f4').tobytes()).hexdigest()
  @ParameterizedTest
  @CsvSource({
    "20, 91add757c1e490d10aff726997d5a14961e41c38b738fd16323b47bf9daafae8",
    "48, aab8fb6646ddc3c80a6c5a583e12c58b34e9d4ab1c0e65f159fa33d5b4e720dc",
    "224, ca76c63cfaa16b4cd0b30e167c472eb480c11cca2f3b68da7b867aeb6c990594"
  })
  void resizedImagesEqualPyTorchsToTheLastBit(int s, String sha256) {
    assertEquals(sha256, sha256(written(Preprocessing.cifar10(), colourful(), s, 0).toArray()));
  }

  // p = torch.tensor([[0, 51, 102], [153, 204, 255]]).float()[None, None] / 255
  // F.interpolate(p, size=(4, 4), mode='bilinear', align_corners=False)
  @Test
  void rowsAndColumnsAreResizedEachByItsOwnScale() {
    float[] resized = new float[17];
    float[] image = {0, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1};
    Bilinear.resize(image, Bilinear.of(2, 4), Bilinear.of(3, 4), resized, 1);
    assertArrayEquals(
        new float[] {
          0, 0, 0.125f, 0.275f, 0.4f, 0.15f, 0.275f, 0.425f, 0.55f, 0.45f, 0.575f, 0.725f, 0.85f,
          0.6f, 0.725f, 0.875f, 1
        },
        resized,
        1e-7f);
  }

  @Test
  void aTargetInTheMiddleOfAnArrayIsFilledAndNothingElse() {
    for (int size : new int[] {16, 32}) {
      int elements = 3 * size * size;
      float[] data = new float[elements + 2];
      Tensor target = Tensor.view(Shape.of(1, 3, size, size), data, 1);
      Preprocessing.cifar10().write(colourful(), new int[] {0}, target);
      assertTrue(target.bitEquals(written(Preprocessing.cifar10(), colourful(), size, 0)));
      assertEquals(0, data[0]);
      assertEquals(0, data[elements + 1]);
    }
  }

  @Test
  void otherChannelsOtherTargetsAndMissingImagesAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> written(Preprocessing.fashionMnist(), colourful(), 32, 0));
    assertEquals("sample: expected images of 1 channel(s), got 3", e.getMessage());
    Preprocessing how = Preprocessing.cifar10();
    for (Shape shape :
        new Shape[] {
          Shape.of(2, 3, 8, 8), Shape.of(1, 1, 8, 8), Shape.of(1, 3, 8, 9), Shape.of(3)
        }) {
      e =
          assertThrows(
              IllegalArgumentException.class,
              () -> how.write(colourful(), new int[1], Tensor.zeros(shape)));
      assertEquals("images: expected a target [1, 3, S, S], got " + shape, e.getMessage());
    }
    assertThrows(IndexOutOfBoundsException.class, () -> written(how, colourful(), 32, 1));
  }
}
