package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.io.TensorFileException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private void write(String file, int width, int height, int... rgb) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb[i % rgb.length]);
    }
    assertTrue(ImageIO.write(image, file.substring(file.lastIndexOf('.') + 1), path.toFile()));
  }

  private void writeAll() throws IOException {
    write("train/cat/2.png", 2, 2, 0x010203, 0x040506, 0x070809, 0x0a0b0c);
    write("train/cat/1.png", 2, 2, 0);
    write("train/ant/x.jpg", 40, 20, 0x808080);
    write("val/cat/1.png", 2, 2, 0xff0000);
    Files.writeString(directory.resolve("train/cat/notes.txt"), "no image");
  }

  @Test
  void imagesAreFoundByClassAndNameAndDecoded() throws IOException {
    writeAll();
    Splits splits = ImageFolder.read(directory, 2);
    assertEquals(List.of("ant", "cat"), splits.classes());
    assertEquals(3, splits.train().size());
    assertEquals(0, splits.train().label(0));
    assertEquals(1, splits.train().label(2));
    assertArrayEquals(new byte[] {1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12}, splits.train().pixels(2));
    byte[] grey = splits.train().pixels(0);
    for (byte value : grey) {
      assertEquals(128, Byte.toUnsignedInt(value), 2);
    }
    assertEquals(0, splits.validation().size());
    assertArrayEquals(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0}, splits.test().pixels(0));
    assertEquals(3, new BatchLoader(splits.train(), splits.preprocessing(), 2).load(0, 3).size());
  }

  @Test
  void withBothTestTestsAndValValidates() throws IOException {
    writeAll();
    write("test/ant/1.png", 2, 2, 0);
    Splits splits = ImageFolder.read(directory, 2);
    assertEquals(0, splits.test().label(0));
    assertEquals(1, splits.validation().label(0));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertRefused(directory.resolve("train") + ": ");
    write("train/cat/1.png", 2, 2, 0);
    assertRefused(directory + ": expected a folder 'test' or 'val' of images, beside 'train'");
    write("val/dog/1.png", 2, 2, 0);
    assertRefused(directory.resolve("val/dog") + ": expected a class that 'train' has too");
  }

  private void assertRefused(String message) {
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> ImageFolder.read(directory, 2));
    assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
  }

  @Test
  void aFileThatIsNoImageIsNamedWhenItIsNeeded() throws IOException {
    writeAll();
    Path file = directory.resolve("train/cat/2.png");
    Files.writeString(file, "no image");
    ImageSet train = ImageFolder.read(directory, 2).train();
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> train.pixels(2));
    assertEquals(file + ": expected a PNG or JPEG image", e.getMessage());
  }

  @Test
  void aTruncatedImageIsNamed() throws IOException {
    writeAll();
    Path file = directory.resolve("train/cat/2.png");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    ImageSet train = ImageFolder.read(directory, 2).train();
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> train.pixels(2));
    assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e.getMessage());
  }

  @Test
  void theShorterSideFitsAndTheCentreIsTaken() {
    // Columns of 0, 0, 100, 100, 200, 200, 50, 50: halved, the middle two are 100 and 200.
    byte[] row = {0, 0, 100, 100, (byte) 200, (byte) 200, 50, 50};
    byte[] image = new byte[4 * 8];
    for (int y = 0; y < 4; y++) {
      System.arraycopy(row, 0, image, y * 8, 8);
    }
    byte[] half = Resample.centre(image, 1, 4, 8, 2);
    // A triangle of four pixels: 1/8, 3/8, 3/8, 1/8.
    int left = (0 + 3 * 100 + 3 * 100 + 200) / 8;
    int right = (100 + 3 * 200 + 3 * 200 + 50) / 8;
    assertArrayEquals(
        new byte[] {(byte) left, (byte) (right + 1), (byte) left, (byte) (right + 1)}, half);
  }

  @Test
  void anImageOfTheRightSizeStaysAsItIs() {
    byte[] image = {0, 50, 100, -106, -56, -1, 1, 2, 3};
    assertArrayEquals(image, Resample.centre(image, 1, 3, 3, 3));
  }
}
