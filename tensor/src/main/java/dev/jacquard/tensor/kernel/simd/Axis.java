package dev.jacquard.tensor.kernel.simd;

/**
 * One axis of the grid of places at which a kernel is laid on images: place t and tap a see the
 * pixel {@code t * step + offset + a * tapStep}, or 0 where there is none.
 *
 * <p>That covers the forward pass (step = stride, tapStep = dilation) and, for each residue of the
 * input's rows and columns by the stride, the gradient to the input (step = 1).
 */
final class Axis {
  int places;
  int pixels;
  int taps;
  int step;
  int offset;
  int tapStep;

  void set(int places, int pixels, int taps, int step, int offset, int tapStep) {
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
}
