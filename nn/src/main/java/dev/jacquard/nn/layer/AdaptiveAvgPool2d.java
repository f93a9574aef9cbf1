package dev.jacquard.nn.layer;

/**
 * Average pooling of {@code [N, C, H, W]} to a given size, whatever the size of the input: output i
 * averages the rows {@code floor(i H / height)} to {@code ceil((i + 1) H / height)}.
 *
 * @param height rows of the output
 * @param width columns of the output
 */
public record AdaptiveAvgPool2d(int height, int width) implements Layer {
  /** Checks that there is an output. */
  public AdaptiveAvgPool2d {
    Expect.positive("adaptive_avg_pool2d: height", height);
    Expect.positive("adaptive_avg_pool2d: width", width);
  }

  /** The mean over all pixels, {@code [N, C, 1, 1]}. */
  public static AdaptiveAvgPool2d global() {
    return new AdaptiveAvgPool2d(1, 1);
  }

  @Override
  public String kind() {
    return "adaptive_avg_pool2d";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.adaptiveAvgPool2d(this);
  }
}
