package dev.jacquard.autograd;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Compares the gradients of a function with its values. A function that is linear (or affine) in an
 * input is held to the adjoint identity, which is sharp; any other to differences along random
 * directions, which float32 blurs.
 *
 * <p>A right gradient has errors around 1e-6 under {@link #adjoint} and, for values around 1 and a
 * step around 0.01, below 1e-2 under {@link #directional}; a wrong sign or a dropped term gives
 * errors around 1.
 */
public final class GradientCheck {
  private static final int DRAWS = 4;

  private final Compute compute;
  private final Function<List<Var>, Var> function;
  private final List<Tensor> inputs;
  private final RandomStream stream;

  /**
   * A check of one function at one point.
   *
   * @param compute what the function is computed with
   * @param function makes one value of several on one tape; called many times
   * @param inputs the point, not changed
   * @param seed of the random directions
   */
  public GradientCheck(
      Compute compute, Function<List<Var>, Var> function, List<Tensor> inputs, long seed) {
    this.compute = compute;
    this.function = function;
    this.inputs = List.copyOf(inputs);
    this.stream = RandomStream.of(seed);
  }

  /**
   * The worst thing that a check has found.
   *
   * @param error relative; NaN where a value or gradient is
   * @param where which input and draw, and the two numbers that should be equal
   */
  public record Finding(double error, String where) {
    private static final Finding NONE = new Finding(0, "nothing to compare");

    private Finding worse(Finding other) {
      return other.error > error || Double.isNaN(other.error) ? other : this;
    }
  }

  /**
   * The adjoint identity {@code <J u, v> = <u, J' v>} for a function that is affine in an input,
   * with random u and v; {@code J u = f(u) - f(0)}, all other inputs as given. The error is the
   * difference over {@code |J u| |v|} or {@code |u| |J' v|}, whichever is larger.
   */
  public Finding adjoint(int input) {
    Shape shape = inputs.get(input).shape();
    Tensor atZero = value(input, Tensor.zeros(shape));
    Finding worst = Finding.NONE;
    for (int draw = 0; draw < DRAWS; draw++) {
      Tensor u = normal(shape, 2L * draw);
      Tensor v = normal(atZero.shape(), 2L * draw + 1);
      Tensor ju = difference(value(input, u), atZero);
      Tensor jv = gradient(input, v);
      double scale = Math.max(norm(ju) * norm(v), norm(u) * norm(jv));
      worst = worst.worse(finding(input, draw, dot(jv, u), dot(ju, v), scale));
    }
    return worst;
  }

  /**
   * Central differences along random directions u: {@code <f(x + h u) - f(x - h u), v> = 2 h <u, J'
   * v>}. The error is the difference over the larger of the two sides, or over what the right side
   * amounts to for a typical direction, if that is more.
   *
   * @param step h; elements of u are standard normal
   */
  public Finding directional(int input, float step) {
    Tensor x = inputs.get(input);
    Finding worst = Finding.NONE;
    for (int draw = 0; draw < DRAWS; draw++) {
      Tensor u = normal(x.shape(), 2L * draw);
      Tensor above = moved(x, u, step);
      Tensor below = moved(x, u, -step);
      Tensor high = value(input, above);
      Tensor v = normal(high.shape(), 2L * draw + 1);
      Tensor jv = gradient(input, v);
      // What was added is taken from the rounded points themselves.
      Tensor walked = difference(above, below);
      double expected = dot(difference(high, value(input, below)), v);
      double typical = norm(jv) * norm(walked) / Math.sqrt(Math.max(1, x.size()));
      double given = dot(jv, walked);
      double scale = Math.max(typical, Math.max(Math.abs(given), Math.abs(expected)));
      worst = worst.worse(finding(input, draw, given, expected, scale));
    }
    return worst;
  }

  private static Finding finding(int input, int draw, double given, double expected, double scale) {
    double error = given == expected ? 0 : Math.abs(given - expected) / scale;
    return new Finding(
        error,
        "input "
            + input
            + ", draw "
            + draw
            + ": gradient gives "
            + given
            + ", values give "
            + expected);
  }

  /** The function with one input replaced. */
  private Tensor value(int input, Tensor replacement) {
    try (Tape tape = new Tape(compute)) {
      List<Var> vars = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        vars.add(tape.constant(i == input ? replacement : inputs.get(i)));
      }
      return tape.keep(function.apply(vars));
    }
  }

  /** {@code J' v} for one input, all inputs being leaves; zeros where no gradient arrives. */
  private Tensor gradient(int input, Tensor v) {
    try (Tape tape = new Tape(compute)) {
      List<Var> vars = inputs.stream().map(tape::leaf).toList();
      tape.backward(List.of(function.apply(vars)), List.of(v));
      Var leaf = vars.get(input);
      return tape.hasGradient(leaf) ? tape.gradient(leaf).copy() : Tensor.zeros(leaf.shape());
    }
  }

  private Tensor normal(Shape shape, long key) {
    Tensor tensor = Tensor.zeros(shape);
    stream.split(key).fillNormal(tensor, 0, 1);
    return tensor;
  }

  private static Tensor moved(Tensor x, Tensor u, float step) {
    Tensor moved = x.copy();
    float[] elements = moved.data();
    for (int i = 0; i < elements.length; i++) {
      elements[i] += step * u.data()[u.offset() + i];
    }
    return moved;
  }

  private static Tensor difference(Tensor a, Tensor b) {
    return moved(a, b, -1);
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.data()[a.offset() + i] * b.data()[b.offset() + i];
    }
    return sum;
  }

  private static double norm(Tensor a) {
    return Math.sqrt(dot(a, a));
  }
}
