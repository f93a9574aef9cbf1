package dev.jacquard.nn.layer;

/**
 * Maximum pooling of {@code [N, C, H, W]} with square windows; padding never wins.
 *
 * @param kernel rows and columns of a window
 * @param stride pixels between neighbouring windows
 * @param padding pixels added on each side
 * @param ceil whether a last window that hangs over the edge is kept
 */
public record MaxPool2d(int kernel, int stride, int padding, boolean ceil) implements Layer {
  /** Checks the sizes. */
  public MaxPool2d {
    Expect.window("max_pool2d", kernel, stride, padding);
  }

  /** Whole windows without padding. */
  public static MaxPool2d of(int kernel, int stride) {
    return new MaxPool2d(kernel, stride, 0, false);
  }

  /** The same with padding. */
  public MaxPool2d withPadding(int pixels) {
    return new MaxPool2d(kernel, stride, pixels, ceil);
  }

  /** The same, with a last window that may hang over the edge. */
  public MaxPool2d withCeil() {
    return new MaxPool2d(kernel, stride, padding, true);
  }

  @Override
  public String kind() {
    return "max_pool2d";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.maxPool2d(this);
  }
}
