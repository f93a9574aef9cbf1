package dev.jacquard.nn.layer;

/**
 * Average pooling of {@code [N, C, H, W]} with square windows.
 *
 * @param kernel rows and columns of a window
 * @param stride pixels between neighbouring windows
 * @param padding pixels added on each side
 * @param ceil whether a last window that hangs over the edge is kept
 * @param countPadding whether the padding counts in the average
 */
public record AvgPool2d(int kernel, int stride, int padding, boolean ceil, boolean countPadding)
    implements Layer {
  /** Checks the sizes. */
  public AvgPool2d {
    Expect.window("avg_pool2d", kernel, stride, padding);
  }

  /** Whole windows that touch each other, without padding. */
  public static AvgPool2d of(int kernel) {
    return new AvgPool2d(kernel, kernel, 0, false, true);
  }

  @Override
  public String kind() {
    return "avg_pool2d";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.avgPool2d(this);
  }
}
