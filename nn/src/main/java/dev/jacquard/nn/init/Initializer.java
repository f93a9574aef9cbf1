package dev.jacquard.nn.init;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.function.Function;

/**
 * A distribution of initial values. The same stream and shape give the same bits everywhere; give
 * every parameter a stream of its own ({@link RandomStream#split(String)} by its name).
 *
 * <p>PyTorch's defaults for linear and convolutional layers, {@code kaiming_uniform_(weight,
 * a=sqrt(5))} and a bias alike, are {@code uniform(1 / Math.sqrt(Fans.of(weight).in()))} for both.
 */
@FunctionalInterface
public interface Initializer {
  /** Sets every element of the tensor; a tensor without elements is left alone. */
  void fill(Tensor tensor, RandomStream stream);

  /** One value everywhere. */
  static Initializer constant(double value) {
    return (tensor, stream) -> tensor.fill((float) value);
  }

  /**
   * U(-bound, bound).
   *
   * @throws IllegalArgumentException if the bound is negative or not finite
   */
  static Initializer uniform(double bound) {
    float limit = (float) notNegative("bound", bound);
    return (tensor, stream) -> stream.fillUniform(tensor, -limit, limit);
  }

  /**
   * N(mean, deviation^2).
   *
   * @throws IllegalArgumentException if the deviation is negative or not finite, or the mean is not
   *     finite
   */
  static Initializer normal(double mean, double deviation) {
    float center = (float) finite("mean", mean);
    float spread = (float) notNegative("deviation", deviation);
    return (tensor, stream) -> stream.fillNormal(tensor, center, spread);
  }

  /**
   * N(mean, deviation^2) given that the value lies in [low, high]; the limits are values, not
   * numbers of deviations, as in {@code trunc_normal_}, and are rounded to float.
   *
   * @throws IllegalArgumentException if the deviation is not positive, low is not below high, or
   *     the mean lies more than two deviations outside the limits
   */
  static Initializer truncatedNormal(double mean, double deviation, double low, double high) {
    return new TruncatedNormal(mean, deviation, (float) low, (float) high);
  }

  /**
   * A semi-orthogonal matrix times a gain: the tensor seen as {@code [first axis, the rest]} has
   * orthogonal rows, or orthogonal columns where there are more rows than columns (Saxe et al.
   * 2013). Filling throws {@link IllegalArgumentException} if there are fewer than two axes.
   */
  static Initializer orthogonal(double gain) {
    return new Orthogonal(finite("gain", gain));
  }

  /**
   * U(-b, b) with {@code b = gain * sqrt(6 / (in + out))} (Glorot and Bengio 2010, equation 16).
   * Filling throws {@link IllegalArgumentException} if there are fewer than two axes.
   */
  static Initializer xavierUniform(double gain) {
    notNegative("gain", gain);
    return scaled(fans -> uniform(StrictMath.sqrt(3) * xavierDeviation(gain, fans)));
  }

  /**
   * N(0, d^2) with {@code d = gain * sqrt(2 / (in + out))} (Glorot and Bengio 2010, equation 12).
   * Filling throws {@link IllegalArgumentException} if there are fewer than two axes.
   */
  static Initializer xavierNormal(double gain) {
    notNegative("gain", gain);
    return scaled(fans -> normal(0, xavierDeviation(gain, fans)));
  }

  /**
   * U(-b, b) with {@code b = gain * sqrt(3 / fan)} (He et al. 2015). Filling throws {@link
   * IllegalArgumentException} if there are fewer than two axes.
   *
   * @param gain one of {@link Gain}
   */
  static Initializer kaimingUniform(double gain, FanMode mode) {
    notNegative("gain", gain);
    return scaled(fans -> uniform(StrictMath.sqrt(3) * gain / StrictMath.sqrt(mode.of(fans))));
  }

  /**
   * N(0, d^2) with {@code d = gain / sqrt(fan)} (He et al. 2015, equations 10 and 14). Filling
   * throws {@link IllegalArgumentException} if there are fewer than two axes.
   *
   * @param gain one of {@link Gain}
   */
  static Initializer kaimingNormal(double gain, FanMode mode) {
    notNegative("gain", gain);
    return scaled(fans -> normal(0, gain / StrictMath.sqrt(mode.of(fans))));
  }

  private static Initializer scaled(Function<Fans, Initializer> distribution) {
    return (tensor, stream) -> {
      Fans fans = Fans.of(tensor.shape());
      // Without elements a fan may be 0, and the deviation infinite.
      if (tensor.size() > 0) {
        distribution.apply(fans).fill(tensor, stream);
      }
    };
  }

  private static double xavierDeviation(double gain, Fans fans) {
    return gain * StrictMath.sqrt(2 / ((double) fans.in() + fans.out()));
  }

  private static double finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + ": expected a finite number, got " + value);
    }
    return value;
  }

  private static double notNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + ": expected 0 or more, finite, got " + value);
    }
    return value;
  }
}
