package dev.jacquard.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.autograd.cases.Exact;
import dev.jacquard.autograd.cases.OpCase;
import dev.jacquard.autograd.cases.OpCases;
import dev.jacquard.autograd.op.Scale;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Offload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every operation, on every backend that runs here. */
@Tag("portable")
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = Backend.class,
    names = {"SCALAR", "SIMD", "OPENCL"})
class OpCaseTest {
  private final Compute compute;

  OpCaseTest(Backend backend) {
    this.compute = open(backend, 1);
  }

  /** Of a device's kernels, all that there are, also where that is not worth it. */
  private static Compute open(Backend backend, int threads) {
    try {
      return backend == Backend.OPENCL
          ? Compute.openDevice(-1, threads, Offload.EVERYTHING)
          : Compute.open(backend, threads);
    } catch (UnsupportedOperationException e) {
      if (backend == Backend.OPENCL && System.getenv("JACQUARD_OPENCL") != null) {
        throw e;
      }
      return Assumptions.abort(e.getMessage());
    }
  }

  @AfterEach
  void close() {
    assertEquals(0, compute.pool().lent(), "buffers that were not given back");
    compute.close();
  }

  static List<OpCase> cases() {
    return OpCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesEqualTheFormulaInDoublePrecision(OpCase c) {
    Exact expected = c.reference().apply(c.tensors().stream().map(Exact::of).toList());
    try (Tape tape = new Tape(compute)) {
      Var y = c.function().apply(c.tensors().stream().map(tape::constant).toList());

      assertEquals(expected.shape(), y.shape());
      double error = expected.error(y.value());
      assertTrue(error <= c.bound(), () -> "error " + error);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAgreeWithValues(OpCase c) {
    GradientCheck check = new GradientCheck(compute, c.function(), c.tensors(), 42);
    for (int input = 0; input < c.inputs().size(); input++) {
      boolean linear = c.linear().contains(input);
      GradientCheck.Finding finding =
          linear ? check.adjoint(input) : check.directional(input, c.step());

      assertTrue(finding.error() <= (linear ? 1e-5 : 1e-2), finding::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void twoThreadsGiveTheBitsOfOne(OpCase c) {
    List<Tensor> one = valueAndGradients(compute, c);
    try (Compute two = open(compute.backend(), 2)) {
      assertBitEqual(one, valueAndGradients(two, c));
    }
  }

  /** One input at a time, since rules of other inputs would keep what this one's forgot to. */
  @ParameterizedTest
  @MethodSource("cases")
  void whatOneGradientNeedsOutlivesTheReleaseOfInputsAndResult(OpCase c) {
    List<Tensor> expected = valueAndGradients(compute, c);
    for (int input = 0; input < c.inputs().size(); input++) {
      try (Tape tape = new Tape(compute)) {
        Var leaf = tape.leaf(c.tensors().get(input));
        List<Var> inputs = new ArrayList<>();
        for (Tensor tensor : c.tensors()) {
          inputs.add(Scale.scale(inputs.size() == input ? leaf : tape.constant(tensor), 1));
        }
        Var y = c.function().apply(inputs);
        inputs.forEach(tape::release);
        tape.release(y);
        overwriteFreeBuffers();
        tape.backward(List.of(y), List.of(seed(y)));

        assertBitEqual(List.of(expected.get(1 + input)), List.of(tape.gradient(leaf)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void untrackedInputsLeaveNothingButTheResult(OpCase c) {
    try (Tape tape = new Tape(compute)) {
      Var y = c.function().apply(c.tensors().stream().map(tape::constant).toList());
      tape.release(y);

      assertEquals(0, compute.pool().lent());
    }
  }

  /** The result, then the gradients of all inputs. */
  private static List<Tensor> valueAndGradients(Compute compute, OpCase c) {
    try (Tape tape = new Tape(compute)) {
      List<Var> leaves = c.tensors().stream().map(tape::leaf).toList();
      Var y = c.function().apply(leaves);
      List<Tensor> results = new ArrayList<>();
      results.add(tape.keep(y));
      tape.backward(List.of(y), List.of(seed(y)));
      leaves.forEach(leaf -> results.add(tape.gradient(leaf).copy()));
      return results;
    }
  }

  private static Tensor seed(Var y) {
    Tensor seed = Tensor.zeros(y.shape());
    RandomStream.of(9).fillNormal(seed, 0, 1);
    return seed;
  }

  /** What a record lost hold of is then seen to be lost. */
  private void overwriteFreeBuffers() {
    List<float[]> taken = new ArrayList<>();
    long before = compute.pool().bytes();
    for (int length = 16; length < 1 << 18; length += length / 8) {
      while (compute.pool().bytes() == before) {
        float[] buffer = compute.pool().take(length);
        Arrays.fill(buffer, Float.NaN);
        taken.add(buffer);
      }
      before = compute.pool().bytes();
    }
    taken.forEach(compute.pool()::give);
  }

  private static void assertBitEqual(List<Tensor> expected, List<Tensor> actual) {
    for (int i = 0; i < expected.size(); i++) {
      Tensor a = expected.get(i);
      Tensor b = actual.get(i);
      assertTrue(a.bitEquals(b), "tensor " + i + ": expected " + a + ", got " + b);
    }
  }
}
