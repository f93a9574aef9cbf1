package dev.jacquard.bench;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/** Arrays to compute on, the same in every JVM. */
final class Values {
  private Values() {}

  /** n values of the standard normal distribution; another seed gives other ones. */
  static float[] normal(int n, long seed) {
    Tensor values = Tensor.zeros(Shape.of(n));
    RandomStream.of(seed).fillNormal(values, 0, 1);
    return values.data();
  }

  /** n values, uniform from 0.5 to 1.5: standard deviations, for example. */
  static float[] positive(int n, long seed) {
    Tensor values = Tensor.zeros(Shape.of(n));
    RandomStream.of(seed).fillUniform(values, 0.5f, 1.5f);
    return values.data();
  }
}
