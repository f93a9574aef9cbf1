package dev.jacquard.nn.data;

/**
 * Where the pixels of a row or column come from that becomes shorter or longer without aliasing:
 * each is the mean of those under a triangle around its centre, which is as wide as two of its own
 * pixels and at least two of the original (Pillow's {@code BILINEAR}).
 */
final class Resample {
  private final int[] first;
  private final float[][] weights;

  private Resample(int out) {
    this.first = new int[out];
    this.weights = new float[out][];
  }

  /** The weights for {@code out} pixels made of {@code in}; both are 1 or more. */
  static Resample of(int in, int out) {
    Resample axis = new Resample(out);
    double scale = (double) in / out;
    double reach = Math.max(scale, 1);
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(in, (int) (centre + reach + 0.5));
      double sum = 0;
      double[] raw = new double[end - first];
      for (int k = 0; k < raw.length; k++) {
        raw[k] = Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach);
        sum += raw[k];
      }
      axis.first[i] = first;
      axis.weights[i] = new float[raw.length];
      for (int k = 0; k < raw.length; k++) {
        axis.weights[i][k] = (float) (raw[k] / sum);
      }
    }
    return axis;
  }

  /**
   * The centre of an image, resized so that its shorter side fits.
   *
   * @param pixels {@code [channels, height, width]}
   * @param side rows and columns of the result
   * @return {@code [channels, side, side]}
   */
  static byte[] centre(byte[] pixels, int channels, int height, int width, int side) {
    int shorter = Math.min(height, width);
    int rows = Math.max(side, Math.round((float) height * side / shorter));
    int columns = Math.max(side, Math.round((float) width * side / shorter));
    int top = (rows - side) / 2;
    int left = (columns - side) / 2;
    Resample vertical = of(height, rows);
    Resample horizontal = of(width, columns);
    byte[] result = new byte[channels * side * side];
    float[] narrow = new float[height * side];
    for (int channel = 0; channel < channels; channel++) {
      int from = channel * height * width;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < side; x++) {
          narrow[y * side + x] = horizontal.mean(pixels, from + y * width, left + x);
        }
      }
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          float value = vertical.mean(narrow, x, side, top + y);
          result[(channel * side + y) * side + x] = (byte) (value + 0.5f);
        }
      }
    }
    return result;
  }

  private float mean(byte[] row, int from, int pixel) {
    float sum = 0;
    for (int k = 0; k < weights[pixel].length; k++) {
      sum += weights[pixel][k] * Byte.toUnsignedInt(row[from + first[pixel] + k]);
    }
    return sum;
  }

  private float mean(float[] values, int column, int stride, int pixel) {
    float sum = 0;
    for (int k = 0; k < weights[pixel].length; k++) {
      sum += weights[pixel][k] * values[column + (first[pixel] + k) * stride];
    }
    return sum;
  }
}
