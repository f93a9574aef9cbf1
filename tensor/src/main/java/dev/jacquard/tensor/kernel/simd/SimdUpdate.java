package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import dev.jacquard.tensor.kernel.AdamStep;
import dev.jacquard.tensor.kernel.ScalarUpdate;
import dev.jacquard.tensor.kernel.SgdStep;
import jdk.incubator.vector.FloatVector;

/** A vector at a time: the operations of the scalar kernels, none of them fused. */
interface SimdUpdate extends ScalarUpdate {
  @Override
  default void sgd(
      SgdStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] velocity,
      int velocityAt) {
    int whole = whole(n);
    if (step.momentum() == 0) {
      sgdWhole(step, whole, p, pAt, g, gAt);
    } else {
      momentumWhole(step, whole, p, pAt, g, gAt, velocity, velocityAt);
    }
    ScalarUpdate.super.sgd(
        step, n - whole, p, pAt + whole, g, gAt + whole, velocity, velocityAt + whole);
  }

  private static void sgdWhole(SgdStep step, int n, float[] p, int pAt, float[] g, int gAt) {
    FloatVector rate = FloatVector.broadcast(F, step.learningRate());
    FloatVector decay = FloatVector.broadcast(F, step.weightDecay());
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector w = FloatVector.fromArray(F, p, pAt + i);
      FloatVector d = FloatVector.fromArray(F, g, gAt + i).add(w.mul(decay));
      w.sub(d.mul(rate)).intoArray(p, pAt + i);
    }
  }

  private static void momentumWhole(
      SgdStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] velocity,
      int velocityAt) {
    FloatVector rate = FloatVector.broadcast(F, step.learningRate());
    FloatVector momentum = FloatVector.broadcast(F, step.momentum());
    FloatVector decay = FloatVector.broadcast(F, step.weightDecay());
    FloatVector fromGradient = FloatVector.broadcast(F, step.nesterov() ? 1 : 0);
    FloatVector fromVelocity = FloatVector.broadcast(F, step.nesterov() ? step.momentum() : 1);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector w = FloatVector.fromArray(F, p, pAt + i);
      FloatVector d = FloatVector.fromArray(F, g, gAt + i).add(w.mul(decay));
      FloatVector v = FloatVector.fromArray(F, velocity, velocityAt + i).mul(momentum).add(d);
      v.intoArray(velocity, velocityAt + i);
      FloatVector update = d.mul(fromGradient).add(v.mul(fromVelocity));
      w.sub(update.mul(rate)).intoArray(p, pAt + i);
    }
  }

  @Override
  default void adam(
      AdamStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] m,
      int mAt,
      float[] v,
      int vAt) {
    int whole = whole(n);
    adamWhole(step, whole, p, pAt, g, gAt, m, mAt, v, vAt);
    ScalarUpdate.super.adam(
        step, n - whole, p, pAt + whole, g, gAt + whole, m, mAt + whole, v, vAt + whole);
  }

  private static void adamWhole(
      AdamStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] m,
      int mAt,
      float[] v,
      int vAt) {
    FloatVector beta1 = FloatVector.broadcast(F, (float) step.beta1());
    FloatVector beta2 = FloatVector.broadcast(F, (float) step.beta2());
    FloatVector rest1 = FloatVector.broadcast(F, (float) (1 - step.beta1()));
    FloatVector rest2 = FloatVector.broadcast(F, (float) (1 - step.beta2()));
    FloatVector eps = FloatVector.broadcast(F, (float) step.eps());
    FloatVector size = FloatVector.broadcast(F, (float) (step.learningRate() / step.correction1()));
    FloatVector root = FloatVector.broadcast(F, (float) Math.sqrt(step.correction2()));
    double rateDecay = step.learningRate() * step.weightDecay();
    FloatVector shrink = FloatVector.broadcast(F, step.decoupled() ? (float) (1 - rateDecay) : 1);
    FloatVector decay = FloatVector.broadcast(F, step.decoupled() ? 0 : (float) step.weightDecay());
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector w = FloatVector.fromArray(F, p, pAt + i);
      FloatVector d = FloatVector.fromArray(F, g, gAt + i).add(w.mul(decay));
      FloatVector first = FloatVector.fromArray(F, m, mAt + i).mul(beta1).add(d.mul(rest1));
      FloatVector second = FloatVector.fromArray(F, v, vAt + i).mul(beta2).add(d.mul(rest2).mul(d));
      first.intoArray(m, mAt + i);
      second.intoArray(v, vAt + i);
      FloatVector denominator = second.sqrt().div(root).add(eps);
      w.mul(shrink).sub(first.mul(size).div(denominator)).intoArray(p, pAt + i);
    }
  }
}
