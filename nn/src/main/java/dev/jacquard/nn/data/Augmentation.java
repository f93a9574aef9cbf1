package dev.jacquard.nn.data;

import dev.jacquard.tensor.RandomStream;
import java.util.Arrays;
import org.joml.Matrix3x2f;

/**
 * How training images are varied. For each image one affine map is drawn, which composes all that
 * moves pixels, so that every pixel is read once whatever is asked for; a square may be cut out
 * afterwards. Pixels are those of the images as they are, before they are resized.
 *
 * @param crop pixels by which an image is moved at most, in each direction: the crop that is taken
 *     after so many black pixels were added on each side
 * @param flip whether half of the images are mirrored, left to right
 * @param rotation degrees by which an image is turned at most, to either side
 * @param scale by how much the size of an image changes at most: 0.2 for 0.8 to 1.2
 * @param shear degrees by which an image is slanted at most, to either side
 * @param cutout the side of the square whose pixels become the mean (DeVries and Taylor 2017,
 *     "Improved Regularization of Convolutional Neural Networks with Cutout"); it may hang over the
 *     edge; 0 for none
 */
public record Augmentation(
    int crop, boolean flip, double rotation, double scale, double shear, int cutout) {
  /** Leaves images as they are. */
  public static final Augmentation NONE = new Augmentation(0, false, 0, 0, 0, 0);

  /**
   * Crops from 4 pixels of padding and mirrors, as nearly all do on CIFAR-10 (He et al. 2016, "Deep
   * Residual Learning for Image Recognition", section 4.2).
   */
  public static final Augmentation CROP_AND_FLIP = new Augmentation(4, true, 0, 0, 0, 0);

  /** Numbers that are drawn for an image, whatever is asked for: so each has a place of its own. */
  private static final int MOVE_X = 0;

  private static final int MOVE_Y = 1;
  private static final int MIRROR = 2;
  private static final int TURN = 3;
  private static final int SIZE = 4;
  private static final int SLANT = 5;
  private static final int HOLE_X = 6;
  private static final int HOLE_Y = 7;

  /** Checks the numbers. */
  public Augmentation {
    expect(crop >= 0, "crop", "0 or more pixels", crop);
    expect(rotation >= 0 && rotation <= 180, "rotation", "0 to 180 degrees", rotation);
    expect(scale >= 0 && scale < 1, "scale", "0 to less than 1", scale);
    expect(shear >= 0 && shear < 90, "shear", "0 to less than 90 degrees", shear);
    expect(cutout >= 0, "cutout", "0 or more pixels", cutout);
  }

  private static void expect(boolean holds, String what, String expected, double actual) {
    if (!holds) {
      throw new IllegalArgumentException(
          "augmentation: " + what + ": expected " + expected + ", got " + actual);
    }
  }

  /** The same with moves of up to so many pixels. */
  public Augmentation withCrop(int pixels) {
    return new Augmentation(pixels, flip, rotation, scale, shear, cutout);
  }

  /** The same with mirrored images. */
  public Augmentation withFlip() {
    return new Augmentation(crop, true, rotation, scale, shear, cutout);
  }

  /** The same with turns of up to so many degrees. */
  public Augmentation withRotation(double degrees) {
    return new Augmentation(crop, flip, degrees, scale, shear, cutout);
  }

  /** The same with sizes that change by up to a share. */
  public Augmentation withScale(double share) {
    return new Augmentation(crop, flip, rotation, share, shear, cutout);
  }

  /** The same with a slant of up to so many degrees. */
  public Augmentation withShear(double degrees) {
    return new Augmentation(crop, flip, rotation, scale, degrees, cutout);
  }

  /** The same with a square of so many pixels cut out. */
  public Augmentation withCutout(int side) {
    return new Augmentation(crop, flip, rotation, scale, shear, side);
  }

  /** Whether images stay as they are. */
  public boolean isNone() {
    return equals(NONE);
  }

  /**
   * Where the pixels of an augmented image come from: a map of places in it to places in the image
   * as it is, both continuous with the first pixel's centre at 0.5.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @param draws the image's own
   */
  Matrix3x2f map(int width, int height, RandomStream draws) {
    float centreX = width / 2f;
    float centreY = height / 2f;
    int moveX = draws.below(MOVE_X, 2 * crop + 1) - crop;
    int moveY = draws.below(MOVE_Y, 2 * crop + 1) - crop;
    boolean mirror = flip && draws.uniform(MIRROR) < 0.5f;
    // What is read twice as far apart looks half as large.
    double zoom = 1 / (1 + scale * signed(draws, SIZE));
    double slant = StrictMath.tan(StrictMath.toRadians(shear * signed(draws, SLANT)));
    double angle = StrictMath.toRadians(rotation * signed(draws, TURN));
    float cos = (float) (StrictMath.cos(angle) * zoom);
    float sin = (float) (StrictMath.sin(angle) * zoom);
    return new Matrix3x2f()
        .translation(centreX + moveX, centreY + moveY)
        .mul(new Matrix3x2f(cos, sin, -sin, cos, 0, 0))
        .mul(new Matrix3x2f(1, 0, (float) slant, 1, 0, 0))
        .scale(mirror ? -1 : 1, 1)
        .translate(-centreX, -centreY);
  }

  /** Uniform in [-1, 1). */
  private static float signed(RandomStream draws, int place) {
    return 2 * draws.uniform(place) - 1;
  }

  /**
   * Cuts the square out of an image that is normalised, so that its mean is 0.
   *
   * @param image {@code [channels, size, size]} from {@code at} on
   * @param scale of this image: its columns by those that it had
   * @param draws the image's own
   */
  void cut(float[] image, int at, int channels, int size, float scale, RandomStream draws) {
    int side = Math.round(cutout * scale);
    int left = draws.below(HOLE_X, size) - side / 2;
    int top = draws.below(HOLE_Y, size) - side / 2;
    int firstColumn = Math.max(0, left);
    int lastColumn = Math.min(size, left + side);
    for (int channel = 0; channel < channels; channel++) {
      for (int y = Math.max(0, top); y < Math.min(size, top + side); y++) {
        int row = at + (channel * size + y) * size;
        Arrays.fill(image, row + firstColumn, row + lastColumn, 0);
      }
    }
  }
}
