package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Cross-entropy of logits against classes, with label smoothing e (Szegedy et al. 2016, section 7),
 * averaged over the B rows, as in PyTorch:
 *
 * <pre>
 * y  = sum over rows of (-(1 - e) log p[target] - e / K sum over classes of log p) / B
 * dx = dy / B (p - q),  q = e / K + (1 - e) at the target,  p = softmax(x)
 * </pre>
 */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The loss as a scalar.
   *
   * @param logits {@code [B, K]}, B and K at least 1
   * @param targets the class of each row, 0 to K - 1; copied
   * @param smoothing the share e, 0 to 1, that is spread over all classes
   */
  public static Var crossEntropy(Var logits, int[] targets, double smoothing) {
    Shape shape = logits.shape();
    Expect.rank("crossEntropy: logits", 2, shape);
    Expect.that(shape.size() > 0, "crossEntropy: logits", "one row and class or more", shape);
    int rows = shape.dim(0);
    int classes = shape.dim(1);
    Expect.count("crossEntropy: targets", rows, "of them", targets.length);
    Expect.indices("crossEntropy: target", targets, classes);
    Expect.that(smoothing >= 0 && smoothing <= 1, "crossEntropy: smoothing", "0 to 1", smoothing);
    Operation op = Operation.on(logits);
    int[] target = targets.clone();
    Tensor logP = op.allocate(shape);
    LogSoftmax.logSoftmax(op.space(), classes, logits.value(), logP);
    double atTargets = 0;
    for (int row = 0; row < rows; row++) {
      atTargets += logP.get(row, target[row]);
    }
    double everywhere = op.kernels().sum(logP.size(), logP.data(), logP.offset());
    Tensor y = op.allocate(Shape.scalar());
    y.set((float) (-((1 - smoothing) * atTargets + smoothing / classes * everywhere) / rows));
    return op.gradient(
            logits, (space, dy) -> gradient(space, logP, target, smoothing, dy.item() / rows), logP)
        .result(y);
  }

  /** The gradient {@code -factor q} of the log-probabilities, sent through the log-softmax. */
  private static Tensor gradient(
      Workspace space, Tensor logP, int[] target, double smoothing, float factor) {
    int classes = logP.shape().dim(1);
    Tensor dx = space.allocate(logP.shape());
    dx.fill((float) (-factor * smoothing / classes));
    for (int row = 0; row < target.length; row++) {
      dx.set((float) (-factor * (1 - smoothing + smoothing / classes)), row, target[row]);
    }
    LogSoftmax.gradient(space, classes, logP, dx, dx);
    return dx;
  }
}
