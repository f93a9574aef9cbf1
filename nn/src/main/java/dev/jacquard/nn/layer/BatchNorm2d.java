package dev.jacquard.nn.layer;

import dev.jacquard.tensor.Shape;
import java.util.List;

/**
 * Batch norm (Ioffe and Szegedy 2015) of the channels of {@code [N, C, H, W]} or {@code [N, C]},
 * with a scale {@code weight} and a shift {@code bias}, both {@code [C]}. Which statistics it uses,
 * and where new ones go, is up to the run.
 *
 * @param channels C
 * @param eps added to the variance
 * @param momentum share of a batch's statistics in the running ones, in PyTorch's sense: {@code
 *     running = (1 - momentum) running + momentum batch}
 * @param tracked whether there are running statistics; a batch norm without them always uses the
 *     batch's
 */
public record BatchNorm2d(int channels, double eps, double momentum, boolean tracked)
    implements Layer {
  /** Checks the sizes. */
  public BatchNorm2d {
    Expect.positive("batch_norm2d: channels", channels);
    Expect.that(eps >= 0, "batch_norm2d: eps", "0 or more", eps);
    Expect.that(momentum >= 0 && momentum <= 1, "batch_norm2d: momentum", "0 to 1", momentum);
  }

  /** With PyTorch's defaults: eps 1e-5, momentum 0.1, running statistics. */
  public static BatchNorm2d of(int channels) {
    return new BatchNorm2d(channels, 1e-5, 0.1, true);
  }

  @Override
  public String kind() {
    return "batch_norm2d";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.batchNorm2d(this);
  }

  @Override
  public List<Weight> weights() {
    return List.of(
        new Weight("weight", Shape.of(channels)), new Weight("bias", Shape.of(channels)));
  }
}
