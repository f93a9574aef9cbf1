package dev.jacquard.nn.image;

import dev.jacquard.tensor.io.TensorFileException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** An image of three channels. */
public final class RgbImage {
  private static final int CHANNELS = 3;

  private final int height;
  private final int width;
  private final byte[] pixels;

  private RgbImage(int height, int width, byte[] pixels) {
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The image itself, {@code [3, height, width]}: red, green and blue from 0 to 255. */
  public byte[] pixels() {
    return pixels;
  }

  /**
   * Decodes a PNG or JPEG file; grey becomes three equal channels, and transparency is left out.
   *
   * @throws TensorFileException if the file cannot be read or is no such image, or there is no
   *     module {@code java.desktop}
   */
  public static RgbImage read(Path file) throws TensorFileException {
    try {
      // Read whole first: ImageIO would write a stream into a file of its own.
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (image == null) {
        throw new TensorFileException(file + ": expected a PNG or JPEG image");
      }
      return of(image);
    } catch (TensorFileException e) {
      throw e;
    } catch (NoClassDefFoundError e) {
      throw new TensorFileException(
          file + ": decoding images needs the module java.desktop, which this Java lacks", e);
    } catch (IOException | RuntimeException e) {
      // Decoders meet damage in many ways.
      throw new TensorFileException(file + ": cannot be decoded: " + e.getMessage(), e);
    }
  }

  private static RgbImage of(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    byte[] pixels = new byte[CHANNELS * height * width];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        pixels[at] = (byte) (row[x] >> 16);
        pixels[height * width + at] = (byte) (row[x] >> 8);
        pixels[2 * height * width + at] = (byte) row[x];
      }
    }
    return new RgbImage(height, width, pixels);
  }
}
