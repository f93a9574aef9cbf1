package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.kernel.Window;

/**
 * Average pooling to a given size: output i averages the inputs {@code floor(i H / H')} to {@code
 * ceil((i + 1) H / H')}, and the same along the width; the gradient is that of {@link AvgPool2d}.
 */
public final class AdaptiveAvgPool2d {
  private AdaptiveAvgPool2d() {}

  /** Pools images x {@code [N, C, H, W]} to {@code [N, C, height, width]}. */
  public static Var adaptiveAvgPool2d(Var x, int height, int width) {
    Expect.rank("adaptiveAvgPool2d: input", 4, x.shape());
    return AvgPool2d.avgPool2d(
        x, Window.adaptive(x.shape().dim(2), height), Window.adaptive(x.shape().dim(3), width));
  }
}
