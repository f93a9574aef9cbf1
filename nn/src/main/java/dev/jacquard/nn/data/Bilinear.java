package dev.jacquard.nn.data;

/**
 * Where the pixels of a resized row or column come from: pixel i lies between two pixels of the
 * original, and is their mean with two weights. Pixel i's centre is at {@code (i + 0.5) * in / out
 * - 0.5}, and not before the first pixel; nothing is smoothed where an image becomes smaller. This
 * is PyTorch's {@code interpolate(mode='bilinear', align_corners=False, antialias=False)}, to the
 * last bit where that does not fuse multiplications and additions: the scale and the means are
 * float, the centres double.
 */
final class Bilinear {
  private final int in;
  private final int out;
  private final int[] before;
  private final int[] after;
  private final float[] weightBefore;
  private final float[] weightAfter;

  private Bilinear(int in, int out) {
    this.in = in;
    this.out = out;
    this.before = new int[out];
    this.after = new int[out];
    this.weightBefore = new float[out];
    this.weightAfter = new float[out];
  }

  /** The weights for {@code out} pixels made of {@code in}; both are 1 or more. */
  static Bilinear of(int in, int out) {
    Bilinear axis = new Bilinear(in, out);
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      double centre = Math.max(scale * (i + 0.5) - 0.5, 0);
      int before = Math.min((int) centre, in - 1);
      axis.before[i] = before;
      axis.after[i] = Math.min(before + 1, in - 1);
      axis.weightAfter[i] = (float) (centre - before);
      axis.weightBefore[i] = 1 - axis.weightAfter[i];
    }
    return axis;
  }

  /** Resizes an image of one channel; the result is written row by row from {@code at} on. */
  static void resize(float[] image, Bilinear rows, Bilinear columns, float[] result, int at) {
    for (int y = 0; y < rows.out; y++) {
      int upper = rows.before[y] * columns.in;
      int lower = rows.after[y] * columns.in;
      for (int x = 0; x < columns.out; x++) {
        float above = columns.between(image, upper, x);
        float below = columns.between(image, lower, x);
        result[at + y * columns.out + x] =
            rows.weightBefore[y] * above + rows.weightAfter[y] * below;
      }
    }
  }

  private float between(float[] image, int row, int x) {
    return weightBefore[x] * image[row + before[x]] + weightAfter[x] * image[row + after[x]];
  }
}
