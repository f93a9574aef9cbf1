package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.jacquard.tensor.kernel.ScalarKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All who are measured multiply the same matrices, however these are stored. */
class GemmPeerTest {
  private static final float TOLERANCE = 1e-4f;

  private static GemmOperands operands(String layout) {
    GemmOperands operands = new GemmOperands();
    operands.size = "5x7x3";
    operands.layout = layout;
    operands.make();
    return operands;
  }

  private static float[] expected(String layout) {
    GemmOperands o = operands(layout);
    new ScalarKernels()
        .gemm(
            o.m,
            o.n,
            o.k,
            o.a,
            0,
            o.transposedA ? 1 : o.k,
            o.transposedA ? o.m : 1,
            o.b,
            0,
            o.transposedB ? 1 : o.n,
            o.transposedB ? o.k : 1,
            0,
            o.c,
            0,
            o.n);
    return o.c;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nn", "nt", "tn", "tt"})
  void libtorchMultipliesTheSame(String layout) {
    LibtorchKernels trial = new LibtorchKernels();
    trial.threads = 1;
    trial.open();
    LibtorchProduct product = new LibtorchProduct();
    product.make(trial, operands(layout));
    product.multiply();
    float[] result = product.result();
    trial.close();
    assertArrayEquals(expected(layout), result, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nn", "nt", "tn", "tt"})
  void ejmlMultipliesTheSame(String layout) {
    GemmOperands operands = operands(layout);
    EjmlProduct product = new EjmlProduct();
    product.make(operands);
    product.multiply();
    assertArrayEquals(expected(layout), operands.c, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nn", "nt", "tn", "tt"})
  void netlibMultipliesTheSame(String layout) {
    GemmOperands operands = operands(layout);
    NetlibProduct product = new NetlibProduct();
    product.make();
    product.multiply(operands);
    assertArrayEquals(expected(layout), operands.c, TOLERANCE);
  }
}
