package dev.jacquard.tensor.kernel.simd;

/**
 * One axis of the grid of places at which a kernel is laid on images: place t and tap a see the
 * pixel {@code t * step + offset + a * tapStep}, or 0 where there is none. That covers the forward
 * pass of a convolution, and the gradient to the input, where images are those of the output.
 */
final class Axis {
  int places;
  int pixels;
  int taps;
  int step;
  int offset;
  int tapStep;

  /** The tap of the kernel that tap 0 is. */
  int firstTap;

  /** Taps of the kernel from one tap to the next. */
  int everyTap;

  /** The outputs, and what they see in the input. */
  void forward(int outputs, int inputs, int kernel, int stride, int pad, int dilation) {
    set(outputs, inputs, kernel, stride, -pad, dilation);
    firstTap = 0;
    everyTap = 1;
  }

  /**
   * The inputs of one residue by the stride, and which outputs saw them: through every so many
   * taps, and each of these sees the outputs one by one.
   *
   * @return false if no output saw them
   */
  boolean backward(
      int residue, int inputs, int outputs, int kernel, int stride, int pad, int dilation) {
    for (int tap = 0; tap < Math.min(kernel, stride); tap++) {
      int distance = residue + pad - tap * dilation;
      if (distance % stride == 0) {
        int every = stride / gcd(stride, dilation);
        int taps = (kernel - 1 - tap) / every + 1;
        int here = (inputs - residue - 1) / stride + 1;
        set(here, outputs, taps, 1, distance / stride, -dilation * every / stride);
        firstTap = tap;
        everyTap = every;
        return true;
      }
    }
    return false;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private void set(int places, int pixels, int taps, int step, int offset, int tapStep) {
    this.places = places;
    this.pixels = pixels;
    this.taps = taps;
    this.step = step;
    this.offset = offset;
    this.tapStep = tapStep;
  }

  /** Whether place t sees exactly pixel t, for all pixels. */
  boolean identity() {
    return taps == 1 && step == 1 && offset == 0 && places == pixels;
  }

  /** The residue by the step of the pixels that a tap sees. */
  int residue(int tap) {
    return Math.floorMod(offset + tap * tapStep, step);
  }

  /** How many steps from place 0 the pixel is that a tap sees there. */
  int steps(int tap) {
    return Math.floorDiv(offset + tap * tapStep, step);
  }

  /** The first i at which {@code pixel + i * step} is one, at most limit. */
  int firstInside(int pixel, int limit) {
    return pixel >= 0 ? 0 : Math.min(limit, (step - 1 - pixel) / step);
  }

  /** The first i at which {@code pixel + i * step} lies behind the last one, at most limit. */
  int firstBeyond(int pixel, int limit) {
    return Math.max(0, Math.min(limit, (pixels - pixel + step - 1) / step));
  }

  /** The least of {@link #steps} over all taps. */
  int firstSteps() {
    return Math.min(steps(0), steps(taps - 1));
  }

  /** The most of {@link #steps} over all taps. */
  int lastSteps() {
    return Math.max(steps(0), steps(taps - 1));
  }
}
