package dev.jacquard.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that the cases are sharp: kernels with a small error each are found out. */
class PlantedErrorsTest {
  /** The scalar kernels, for an error to be planted in one of them. */
  private static class Planted
      implements Kernels,
          ScalarMatrix,
          ScalarConvolution,
          ScalarPooling,
          ScalarPointwise,
          ScalarReduction,
          ScalarNormalization,
          ScalarRecurrent,
          ScalarMovement,
          ScalarUpdate {
    private final Panel panel = new Panel();

    @Override
    public Panel panel() {
      return panel;
    }
  }

  /** Whether a case of the kernel, which is the first word of the error's name, fails. */
  private static boolean foundOut(String name, Kernels planted) {
    String kernel = name.substring(0, name.indexOf(' '));
    return KernelCases.all().stream()
        .filter(each -> each.name().startsWith(kernel))
        .anyMatch(each -> fails(each, planted));
  }

  private static boolean fails(KernelCase each, Kernels planted) {
    try {
      each.compare(new DoubleReference(), planted);
      return false;
    } catch (AssertionError expected) {
      return true;
    }
  }

  static Map<String, Kernels> errors() {
    return Map.ofEntries(
        Map.entry(
            "gemm without its last term",
            new Planted() {
              @Override
              public void gemm(
                  int m,
                  int n,
                  int k,
                  float[] a,
                  int aAt,
                  int aRow,
                  int aColumn,
                  float[] b,
                  int bAt,
                  int bRow,
                  int bColumn,
                  float beta,
                  float[] c,
                  int cAt,
                  int cRow) {
                super.gemm(
                    m,
                    n,
                    Math.max(0, k - 1),
                    a,
                    aAt,
                    aRow,
                    aColumn,
                    b,
                    bAt,
                    bRow,
                    bColumn,
                    beta,
                    c,
                    cAt,
                    cRow);
              }
            }),
        Map.entry(
            "conv2d that reads one place further",
            new Planted() {
              @Override
              public void conv2d(
                  ConvGeometry g,
                  int from,
                  int to,
                  float[] x,
                  int xAt,
                  float[] w,
                  int wAt,
                  float[] y,
                  int yAt) {
                boolean shifted = g.padWidth() > 0;
                super.conv2d(g, from, to, x, shifted ? xAt + 1 : xAt, w, wAt, y, yAt);
              }
            }),
        Map.entry(
            "conv2dWeightGrad without the last image",
            new Planted() {
              @Override
              public void conv2dWeightGrad(
                  ConvGeometry g,
                  int from,
                  int to,
                  float[] x,
                  int xAt,
                  float[] dy,
                  int dyAt,
                  float[] dw,
                  int dwAt) {
                ConvGeometry fewer =
                    new ConvGeometry(
                        Math.max(0, g.batch() - 1),
                        g.inChannels(),
                        g.inHeight(),
                        g.inWidth(),
                        g.outChannels(),
                        g.kernelHeight(),
                        g.kernelWidth(),
                        g.strideHeight(),
                        g.strideWidth(),
                        g.padHeight(),
                        g.padWidth(),
                        g.dilationHeight(),
                        g.dilationWidth(),
                        g.groups());
                super.conv2dWeightGrad(fewer, from, to, x, xAt, dy, dyAt, dw, dwAt);
              }
            }),
        Map.entry(
            "activation that writes one element too many",
            new Planted() {
              @Override
              public void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
                super.activation(f, n + 1, x, xAt, y, yAt);
              }
            }),
        Map.entry(
            "activation.GELU by its approximation with tanh",
            new Planted() {
              @Override
              public void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
                if (f != Activation.GELU) {
                  super.activation(f, n, x, xAt, y, yAt);
                  return;
                }
                for (int i = 0; i < n; i++) {
                  float v = x[xAt + i];
                  float inner = 0.79788456f * (v + 0.044715f * v * v * v);
                  y[yAt + i] = 0.5f * v * (1 + Elementary.tanh(inner));
                }
              }
            }),
        Map.entry(
            "sum in float",
            new Planted() {
              @Override
              public double sum(int n, float[] x, int xAt) {
                float sum = 0;
                for (int i = 0; i < n; i++) {
                  sum += x[xAt + i];
                }
                return sum;
              }
            }),
        Map.entry(
            "channelMoments with Bessel's correction",
            new Planted() {
              @Override
              public void channelMoments(
                  int outer,
                  int channels,
                  int inner,
                  int from,
                  int to,
                  float[] x,
                  int xAt,
                  float[] mean,
                  int meanAt,
                  float[] variance,
                  int varianceAt) {
                super.channelMoments(
                    outer, channels, inner, from, to, x, xAt, mean, meanAt, variance, varianceAt);
                float m = outer * inner;
                for (int c = from; c < to && m > 1; c++) {
                  variance[varianceAt + c] *= m / (m - 1);
                }
              }
            }),
        Map.entry(
            "maxAxis that loses NaN",
            new Planted() {
              @Override
              public void maxAxis(
                  int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
                super.maxAxis(outer, axis, inner, x, xAt, y, yAt);
                for (int i = 0; i < outer * inner; i++) {
                  y[yAt + i] = Float.isNaN(y[yAt + i]) ? 3 : y[yAt + i];
                }
              }
            }),
        Map.entry(
            "sgd that reads a velocity where there is none",
            new Planted() {
              @Override
              public void sgd(
                  SgdStep step,
                  int n,
                  float[] p,
                  int pAt,
                  float[] g,
                  int gAt,
                  float[] velocity,
                  int velocityAt) {
                super.sgd(step, n, p, pAt, g, gAt, velocity, velocityAt);
                for (int i = 0; i < n; i++) {
                  p[pAt + i] += 0 * velocity[velocityAt + i];
                }
              }
            }));
  }

  @ParameterizedTest
  @MethodSource("errorNames")
  void isFoundOut(String name) {
    assertTrue(foundOut(name, Objects.requireNonNull(errors().get(name))), name);
  }

  static Set<String> errorNames() {
    return errors().keySet();
  }
}
