package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.List;

/** Elementwise kernels over awkward lengths, in place and on special values. */
final class PointwiseCases {
  /** A length with whole vectors and a rest comes first. */
  static final int[] LENGTHS = {
    33, 0, 1, 3, 4, 6, 7, 8, 13, 16, 25, 31, 63, 64, 65, 100, 127, 128, 129, 255, 257, 1000, 1023,
    4098
  };

  /** NaN, infinities, zeros, subnormals, and where the activations bend or overflow. */
  static final float[] SPECIALS = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    Float.MIN_NORMAL,
    1e30f,
    -1e30f,
    1e20f,
    -1e20f,
    3f,
    -3f,
    6f,
    88.7f,
    88.73f,
    89f,
    -87.3f,
    -87.4f,
    -95f,
    -103.9f,
    -104.1f,
    -200f,
    9.1f,
    -9.1f,
    4f,
    -4f,
    1f,
    -1f,
    0.625f,
    -0.625f
  };

  /** {@code [outer, channels, inner]}. */
  static final int[][] CHANNELS = {
    {2, 3, 5},
    {0, 3, 4},
    {2, 0, 4},
    {2, 3, 0},
    {1, 1, 1},
    {4, 7, 1},
    {1, 33, 1},
    {9, 65, 1},
    {1, 5, 100},
    {3, 2, 8},
    {2, 5, 16},
    {2, 3, 49},
    {3, 17, 33},
    {1, 4, 1023},
    {5, 64, 1}
  };

  private PointwiseCases() {}

  static void addTo(List<KernelCase> cases) {
    for (Activation f : Activation.values()) {
      for (int n : LENGTHS) {
        addActivation(cases, f, n);
      }
      addSpecials(cases, f);
    }
    for (int n : LENGTHS) {
      addArithmetic(cases, n);
    }
    for (int[] shape : CHANNELS) {
      addChannels(cases, shape[0], shape[1], shape[2]);
    }
  }

  /** Functions that have no sum with cancellation are judged element by element. */
  private static KernelCase.Scale scale(Activation f) {
    return switch (f) {
      case EXP, SIGMOID, TANH, RELU, RELU6 -> KernelCase.Scale.VALUE;
      default -> KernelCase.Scale.LARGEST;
    };
  }

  private static void addActivation(List<KernelCase> cases, Activation f, int n) {
    cases.add(
        new KernelCase(
            "activation." + f + " n=" + n,
            (k, o) -> {
              Block x = o.input(n, 8);
              Block y = o.output("y", n);
              k.activation(f, n, x.v(), x.at(), y.v(), y.at());
            },
            scale(f),
            6));
    cases.add(
        new KernelCase(
            "activation." + f + " in place n=" + n,
            (k, o) -> {
              Block y = o.inout("y", n);
              k.activation(f, n, y.v(), y.at(), y.v(), y.at());
            },
            scale(f),
            6));
    cases.add(
        KernelCase.absolute(
            "activationGrad." + f + " n=" + n,
            8,
            (k, o) -> {
              Block x = o.input(n, 8);
              Block dy = o.input(n);
              Block dx = o.output("dx", n);
              k.activationGrad(f, n, x.v(), x.at(), dy.v(), dy.at(), dx.v(), dx.at());
            }));
    cases.add(
        KernelCase.absolute(
            "activationGrad." + f + " in place n=" + n,
            8,
            (k, o) -> {
              Block x = o.input(n, 8);
              Block dx = o.inout("dx", n);
              k.activationGrad(f, n, x.v(), x.at(), dx.v(), dx.at(), dx.v(), dx.at());
            }));
  }

  private static void addSpecials(List<KernelCase> cases, Activation f) {
    int n = SPECIALS.length;
    KernelCase.Scale scale =
        scale(f) == KernelCase.Scale.VALUE ? scale(f) : KernelCase.Scale.VALUE_OR_ONE;
    cases.add(
        new KernelCase(
            "activation." + f + " of special values",
            (k, o) -> {
              Block x = o.values(SPECIALS);
              Block y = o.output("y", n);
              k.activation(f, n, x.v(), x.at(), y.v(), y.at());
            },
            scale,
            6));
    cases.add(
        new KernelCase(
            "activationGrad." + f + " at special values",
            (k, o) -> {
              Block x = o.values(SPECIALS);
              Block dy = o.input(n);
              Block dx = o.output("dx", n);
              k.activationGrad(f, n, x.v(), x.at(), dy.v(), dy.at(), dx.v(), dx.at());
            },
            KernelCase.Scale.VALUE_OR_ONE,
            8));
  }

  private static void addArithmetic(List<KernelCase> cases, int n) {
    cases.add(
        KernelCase.exact(
            "add n=" + n,
            (k, o) -> {
              Block a = o.input(n);
              Block b = o.input(n);
              Block y = o.output("y", n);
              k.add(n, a.v(), a.at(), b.v(), b.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "add in place n=" + n,
            (k, o) -> {
              Block a = o.input(n);
              Block y = o.inout("y", n);
              k.add(n, y.v(), y.at(), a.v(), a.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "subtract n=" + n,
            (k, o) -> {
              Block a = o.input(n);
              Block b = o.input(n);
              Block y = o.output("y", n);
              k.subtract(n, a.v(), a.at(), b.v(), b.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "subtract in place of the second n=" + n,
            (k, o) -> {
              Block a = o.input(n);
              Block y = o.inout("y", n);
              k.subtract(n, a.v(), a.at(), y.v(), y.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "multiply n=" + n,
            (k, o) -> {
              Block a = o.input(n);
              Block b = o.input(n);
              Block y = o.output("y", n);
              k.multiply(n, a.v(), a.at(), b.v(), b.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "multiply of one with itself n=" + n,
            (k, o) -> {
              Block y = o.inout("y", n);
              k.multiply(n, y.v(), y.at(), y.v(), y.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "scale n=" + n,
            (k, o) -> {
              Block x = o.input(n);
              Block y = o.output("y", n);
              k.scale(n, -1.7f, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "scale in place n=" + n,
            (k, o) -> {
              Block y = o.inout("y", n);
              k.scale(n, 0.3f, y.v(), y.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.absolute(
            "addScaled n=" + n,
            2,
            (k, o) -> {
              Block x = o.input(n);
              Block y = o.inout("y", n);
              k.addScaled(n, 0.7f, x.v(), x.at(), y.v(), y.at());
            }));
  }

  private static void addChannels(List<KernelCase> cases, int outer, int channels, int inner) {
    int n = outer * channels * inner;
    String shape = "[" + outer + ", " + channels + ", " + inner + "]";
    cases.add(
        KernelCase.exact(
            "addChannels " + shape,
            (k, o) -> {
              Block x = o.input(n);
              Block b = o.input(channels);
              Block y = o.output("y", n);
              k.addChannels(outer, channels, inner, x.v(), x.at(), b.v(), b.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "addChannels in place " + shape,
            (k, o) -> {
              Block b = o.input(channels);
              Block y = o.inout("y", n);
              k.addChannels(outer, channels, inner, y.v(), y.at(), b.v(), b.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "multiplyChannels " + shape,
            (k, o) -> {
              Block x = o.input(n);
              Block b = o.input(channels);
              Block y = o.output("y", n);
              k.multiplyChannels(
                  outer, channels, inner, x.v(), x.at(), b.v(), b.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "multiplyChannels in place " + shape,
            (k, o) -> {
              Block b = o.input(channels);
              Block y = o.inout("y", n);
              k.multiplyChannels(
                  outer, channels, inner, y.v(), y.at(), b.v(), b.at(), y.v(), y.at());
            }));
  }
}
