package dev.jacquard.tensor.kernel.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.AdamStep;
import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.ScalarKernels;
import dev.jacquard.tensor.kernel.SgdStep;
import dev.jacquard.tensor.kernel.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that are large enough to be cut give the bits of the kernels that they are cut into. */
@Tag("portable")
class ParallelKernelsTest {
  private static final ParallelKernels ONE = new ParallelKernels(1, ScalarKernels::new);
  private static final ParallelKernels TWO = new ParallelKernels(2, ScalarKernels::new);
  private static final ParallelKernels FIVE = new ParallelKernels(5, ScalarKernels::new);

  @AfterAll
  static void close() {
    List.of(ONE, TWO, FIVE).forEach(ParallelKernels::close);
  }

  /** Inputs are random, results start as zeros, and all are kept for comparison. */
  private static final class Operands {
    private final List<float[]> made = new ArrayList<>();

    float[] in(int n) {
      float[] x = new float[n];
      RandomStream.of(made.size()).fillUniform(x, 0, n, 0, -1, 1);
      made.add(x);
      return x;
    }

    float[] out(int n) {
      float[] x = new float[n];
      made.add(x);
      return x;
    }
  }

  private record Call(String name, BiConsumer<Kernels, Operands> body) {
    @Override
    public String toString() {
      return name;
    }

    List<float[]> run(Kernels kernels) {
      Operands operands = new Operands();
      body.accept(kernels, operands);
      return operands.made;
    }
  }

  private static Call call(String name, BiConsumer<Kernels, Operands> body) {
    return new Call(name, body);
  }

  private static final int N = 100_003;

  static Stream<Call> calls() {
    ConvGeometry dense = new ConvGeometry(9, 16, 20, 20, 24, 3, 3, 1, 1, 1, 1, 1, 1, 1);
    ConvGeometry single = new ConvGeometry(1, 16, 30, 30, 50, 3, 3, 1, 1, 1, 1, 1, 1, 1);
    ConvGeometry grouped = new ConvGeometry(1, 64, 40, 40, 96, 5, 5, 2, 2, 2, 2, 1, 1, 32);
    ConvGeometry depthwise = new ConvGeometry(5, 64, 40, 40, 64, 5, 5, 1, 1, 2, 2, 1, 1, 64);
    PoolGeometry pool =
        new PoolGeometry(
            Window.sliding(40, 3, 2, 1, false, false), Window.sliding(40, 3, 2, 1, true, false));
    return Stream.of(
        call("gemm, tall", gemm(700, 90, 80)),
        call("gemm, wide", gemm(90, 700, 80)),
        call(
            "gemmBatch",
            (k, a) ->
                k.gemmBatch(
                    13,
                    50,
                    60,
                    70,
                    a.in(13 * 3500),
                    0,
                    3500,
                    70,
                    1,
                    a.in(13 * 4200),
                    0,
                    4200,
                    60,
                    1,
                    0,
                    a.out(13 * 3000),
                    0,
                    3000,
                    60)),
        call("conv2d", forward(dense)),
        call("conv2d, one image", forward(single)),
        call("conv2d, one image in groups", forward(grouped)),
        call("conv2d, depthwise", forward(depthwise)),
        call("conv2dInputGrad", inputGrad(dense)),
        call("conv2dInputGrad, in groups", inputGrad(grouped)),
        call("conv2dWeightGrad", weightGrad(dense)),
        call("conv2dWeightGrad, in groups", weightGrad(grouped)),
        call("conv2dWeightGrad, depthwise", weightGrad(depthwise)),
        call("maxPool", (k, a) -> k.maxPool(pool, 77, a.in(77 * 1600), 0, a.out(77 * 420), 0)),
        call(
            "maxPoolGrad",
            (k, a) ->
                k.maxPoolGrad(
                    pool, 77, a.in(77 * 1600), 0, a.in(77 * 420), 0, a.out(77 * 1600), 0)),
        call(
            "averagePool",
            (k, a) -> k.averagePool(pool, 77, a.in(77 * 1600), 0, a.out(77 * 420), 0)),
        call(
            "averagePoolGrad",
            (k, a) -> k.averagePoolGrad(pool, 77, a.in(77 * 420), 0, a.out(77 * 1600), 0)),
        call("activation", (k, a) -> k.activation(Activation.GELU, N, a.in(N), 0, a.out(N), 0)),
        call(
            "activationGrad",
            (k, a) -> k.activationGrad(Activation.TANH, N, a.in(N), 0, a.in(N), 0, a.out(N), 0)),
        call(
            "addActivated",
            (k, a) -> k.addActivated(Activation.RELU, N, a.in(N), 0, a.in(N), 0, a.out(N), 0)),
        call(
            "normalizeActivated",
            (k, a) ->
                k.normalizeActivated(
                    Activation.RELU,
                    11,
                    70,
                    129,
                    a.in(N),
                    0,
                    a.in(70),
                    0,
                    a.in(70),
                    0,
                    a.in(70),
                    0,
                    a.out(N),
                    0)),
        call(
            "batchNormActivatedGrad",
            (k, a) ->
                k.batchNormActivatedGrad(
                    Activation.RELU,
                    11,
                    70,
                    129,
                    1,
                    69,
                    a.in(N),
                    0,
                    a.in(N),
                    0,
                    a.in(N),
                    0,
                    a.in(70),
                    0,
                    a.in(70),
                    0,
                    a.in(70),
                    0,
                    a.out(N),
                    0,
                    a.out(70),
                    0,
                    a.out(70),
                    0)),
        call("conv2dNormalized", normalized(dense)),
        call("conv2dNormalized, one image", normalized(single)),
        call("conv2dNormalized, one image in groups", normalized(grouped)),
        call("add", (k, a) -> k.add(N, a.in(N), 0, a.in(N), 0, a.out(N), 0)),
        call("subtract", (k, a) -> k.subtract(N, a.in(N), 0, a.in(N), 0, a.out(N), 0)),
        call("multiply", (k, a) -> k.multiply(N, a.in(N), 0, a.in(N), 0, a.out(N), 0)),
        call("scale", (k, a) -> k.scale(N, 3, a.in(N), 0, a.out(N), 0)),
        call("addScaled", (k, a) -> k.addScaled(N, 3, a.in(N), 0, a.in(N), 0)),
        call(
            "addChannels",
            (k, a) -> k.addChannels(11, 70, 129, a.in(N), 0, a.in(70), 0, a.out(N), 0)),
        call(
            "addChannels, one outer",
            (k, a) -> k.addChannels(1, 770, 129, a.in(N), 0, a.in(770), 0, a.out(N), 0)),
        call(
            "multiplyChannels",
            (k, a) -> k.multiplyChannels(11, 70, 129, a.in(N), 0, a.in(70), 0, a.out(N), 0)),
        call(
            "multiplyChannels, one outer",
            (k, a) -> k.multiplyChannels(1, 770, 129, a.in(N), 0, a.in(770), 0, a.out(N), 0)),
        call("sum", (k, a) -> a.out(1)[0] = (float) k.sum(N, a.in(N), 0)),
        call("dot", (k, a) -> a.out(1)[0] = (float) k.dot(N, a.in(N), 0, a.in(N), 0)),
        call("sumAxis", (k, a) -> k.sumAxis(70, 11, 129, a.in(N), 0, a.out(70 * 129), 0)),
        call("maxAxis", (k, a) -> k.maxAxis(70, 11, 129, a.in(N), 0, a.out(70 * 129), 0)),
        call(
            "argMaxAxis",
            (k, a) -> {
              int[] places = new int[70 * 129];
              k.argMaxAxis(70, 11, 129, a.in(N), 0, places, 0);
              float[] out = a.out(places.length);
              for (int i = 0; i < out.length; i++) {
                out[i] = places[i];
              }
            }),
        call("sumChannels", (k, a) -> k.sumChannels(11, 70, 129, 1, 69, a.in(N), 0, a.out(70), 0)),
        call(
            "dotChannels",
            (k, a) -> k.dotChannels(11, 70, 129, 1, 69, a.in(N), 0, a.in(N), 0, a.out(70), 0)),
        call(
            "channelMoments",
            (k, a) -> k.channelMoments(11, 70, 129, 1, 69, a.in(N), 0, a.out(70), 0, a.out(70), 0)),
        call(
            "normalizeChannels",
            (k, a) ->
                k.normalizeChannels(
                    11, 70, 129, a.in(N), 0, a.in(70), 0, a.in(70), 0, a.in(70), 0, a.out(N), 0)),
        call(
            "batchNormGrad",
            (k, a) ->
                k.batchNormGrad(
                    11, 70, 129, 1, 69, a.in(N), 0, a.in(N), 0, a.in(70), 0, a.in(70), 0, a.in(70),
                    0, a.out(N), 0, a.out(70), 0, a.out(70), 0)),
        call(
            "layerNorm",
            (k, a) ->
                k.layerNorm(
                    770,
                    129,
                    1e-5f,
                    a.in(N),
                    0,
                    a.in(129),
                    0,
                    a.in(129),
                    0,
                    a.out(N),
                    0,
                    a.out(770),
                    0,
                    a.out(770),
                    0)),
        call(
            "layerNormGrad",
            (k, a) ->
                k.layerNormGrad(
                    770, 129, a.in(N), 0, a.in(N), 0, a.in(129), 0, a.in(770), 0, a.in(770), 0,
                    a.out(N), 0)),
        call(
            "layerNormParameterGrad",
            (k, a) ->
                k.layerNormParameterGrad(
                    770,
                    129,
                    a.in(N),
                    0,
                    a.in(N),
                    0,
                    a.in(770),
                    0,
                    a.in(770),
                    0,
                    a.out(129),
                    0,
                    a.out(129),
                    0)),
        call("softmax", (k, a) -> k.softmax(770, 129, a.in(N), 0, a.out(N), 0)),
        call("softmaxGrad", (k, a) -> k.softmaxGrad(770, 129, a.in(N), 0, a.in(N), 0, a.out(N), 0)),
        call("logSoftmax", (k, a) -> k.logSoftmax(770, 129, a.in(N), 0, a.out(N), 0)),
        call(
            "logSoftmaxGrad",
            (k, a) -> k.logSoftmaxGrad(770, 129, a.in(N), 0, a.in(N), 0, a.out(N), 0)),
        call(
            "gruGates",
            (k, a) ->
                k.gruGates(
                    1500,
                    32,
                    a.in(144_000),
                    0,
                    a.in(144_000),
                    0,
                    a.in(48_000),
                    0,
                    a.out(144_000),
                    0,
                    a.out(48_000),
                    0)),
        call(
            "gruGatesGrad",
            (k, a) ->
                k.gruGatesGrad(
                    1500,
                    32,
                    a.in(144_000),
                    0,
                    a.in(48_000),
                    0,
                    a.in(144_000),
                    0,
                    a.in(48_000),
                    0,
                    a.out(144_000),
                    0,
                    a.out(144_000),
                    0,
                    a.out(48_000),
                    0)),
        call(
            "copy",
            (k, a) ->
                k.copy(
                    new int[] {129, 770},
                    a.in(N),
                    0,
                    new int[] {1, 129},
                    a.out(N),
                    0,
                    new int[] {770, 1})),
        call(
            "addCopy",
            (k, a) ->
                k.addCopy(
                    new int[] {129, 770},
                    a.in(N),
                    0,
                    new int[] {1, 129},
                    a.out(770),
                    0,
                    new int[] {0, 1})),
        call(
            "gatherRows",
            (k, a) -> k.gatherRows(3000, 33, indices(), 0, a.in(77 * 33), 0, a.out(99_000), 0)),
        call(
            "scatterAddRows",
            (k, a) -> k.scatterAddRows(3000, 33, indices(), 0, a.in(99_000), 0, a.out(77 * 33), 0)),
        call(
            "sgd",
            (k, a) ->
                k.sgd(new SgdStep(0.1f, 0.9f, 1e-4f, true), N, a.in(N), 0, a.in(N), 0, a.in(N), 0)),
        call(
            "adam",
            (k, a) ->
                k.adam(
                    new AdamStep(1e-3, 0.9, 0.999, 1e-8, 1e-5, false, 3),
                    N,
                    a.in(N),
                    0,
                    a.in(N),
                    0,
                    a.in(N),
                    0,
                    squares(a.in(N)),
                    0)));
  }

  private static BiConsumer<Kernels, Operands> normalized(ConvGeometry g) {
    return (k, a) ->
        k.conv2dNormalized(
            Activation.RELU,
            g,
            0,
            g.batch(),
            a.in(g.batch() * g.inImage()),
            0,
            a.in(g.outChannels() * g.filter()),
            0,
            a.in(g.outChannels()),
            0,
            a.in(g.outChannels()),
            0,
            a.in(g.outChannels()),
            0,
            a.out(g.batch() * g.outImage()),
            0);
  }

  private static float[] squares(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= x[i];
    }
    return x;
  }

  private static int[] indices() {
    int[] index = new int[3000];
    for (int i = 0; i < index.length; i++) {
      index[i] = RandomStream.of(9).below(i, 77);
    }
    return index;
  }

  private static BiConsumer<Kernels, Operands> gemm(int m, int n, int depth) {
    return (k, a) ->
        k.gemm(
            m,
            n,
            depth,
            a.in(m * depth),
            0,
            depth,
            1,
            a.in(n * depth),
            0,
            1,
            depth,
            1,
            a.in(m * n),
            0,
            n);
  }

  private static BiConsumer<Kernels, Operands> forward(ConvGeometry g) {
    return (k, a) ->
        k.conv2d(
            g,
            0,
            g.batch(),
            a.in(g.batch() * g.inImage()),
            0,
            a.in(g.outChannels() * g.filter()),
            0,
            a.out(g.batch() * g.outImage()),
            0);
  }

  private static BiConsumer<Kernels, Operands> inputGrad(ConvGeometry g) {
    return (k, a) ->
        k.conv2dInputGrad(
            g,
            0,
            g.batch(),
            a.in(g.batch() * g.outImage()),
            0,
            a.in(g.outChannels() * g.filter()),
            0,
            a.out(g.batch() * g.inImage()),
            0);
  }

  private static BiConsumer<Kernels, Operands> weightGrad(ConvGeometry g) {
    return (k, a) ->
        k.conv2dWeightGrad(
            g,
            0,
            g.inChannels(),
            a.in(g.batch() * g.inImage()),
            0,
            a.in(g.batch() * g.outImage()),
            0,
            a.out(g.outChannels() * g.filter()),
            0);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theNumberOfThreadsChangesNoBit(Call call) {
    List<float[]> expected = call.run(ONE);
    for (ParallelKernels kernels : List.of(TWO, FIVE)) {
      List<float[]> actual = call.run(kernels);
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(bits(expected.get(i)), bits(actual.get(i)), call.name());
      }
    }
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void closedKernelsRefuseToShareWork() {
    ParallelKernels closed = new ParallelKernels(2, ScalarKernels::new);
    closed.close();
    float[] x = new float[N];
    assertThrows(IllegalStateException.class, () -> closed.scale(N, 2, x, 0, x, 0));
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
