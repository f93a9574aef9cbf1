package dev.jacquard.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.autograd.op.Multiply;
import dev.jacquard.autograd.op.Scale;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The check finds gradients that are wrong, and only those. */
@Tag("portable")
class GradientCheckTest {
  private final Compute compute = Compute.open(Backend.SCALAR, 1);
  private final Tensor x = Tensor.zeros(4, 5);

  GradientCheckTest() {
    RandomStream.of(2).fillNormal(x, 0, 1);
  }

  @AfterEach
  void close() {
    compute.close();
  }

  /** Three times x, with a gradient that is {@code factor * dy}. */
  private static Var tripled(Var x, float factor) {
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(x.shape());
    op.kernels().scale(a.size(), 3, a.data(), a.offset(), y.data(), y.offset());
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.allocate(dy.shape());
              space
                  .kernels()
                  .scale(dy.size(), factor, dy.data(), dy.offset(), dx.data(), dx.offset());
              return dx;
            })
        .result(y);
  }

  private GradientCheck checkOfTripled(float factor) {
    return new GradientCheck(compute, v -> tripled(v.get(0), factor), List.of(x), 1);
  }

  @Test
  void aRightGradientPasses() {
    assertTrue(checkOfTripled(3).adjoint(0).error() < 1e-6);
    assertTrue(checkOfTripled(3).directional(0, 0.01f).error() < 1e-3);
  }

  @Test
  void aWrongSignFails() {
    assertTrue(checkOfTripled(-3).adjoint(0).error() > 0.1);
    assertTrue(checkOfTripled(-3).directional(0, 0.01f).error() > 0.1);
  }

  @Test
  void aMissingGradientFails() {
    assertTrue(checkOfTripled(0).adjoint(0).error() > 0.1);
    assertTrue(checkOfTripled(0).directional(0, 0.01f).error() > 0.1);
  }

  @Test
  void aGradientThatIsNotANumberFails() {
    assertEquals(Double.NaN, checkOfTripled(Float.NaN).adjoint(0).error());
    assertEquals(Double.NaN, checkOfTripled(Float.NaN).directional(0, 0.01f).error());
  }

  @Test
  void theFindingNamesTheInput() {
    GradientCheck check =
        new GradientCheck(
            compute,
            v -> Multiply.multiply(Scale.scale(v.get(0), 2), tripled(v.get(1), -1)),
            List.of(x, x),
            1);

    assertTrue(check.adjoint(0).error() < 1e-6);
    assertTrue(check.adjoint(1).error() > 0.1);
    assertTrue(check.adjoint(1).where().startsWith("input 1,"), check.adjoint(1).where());
  }

  @Test
  void theInputsAreNotChanged() {
    Tensor before = x.copy();
    checkOfTripled(3).directional(0, 0.01f);

    assertTrue(before.bitEquals(x));
  }
}
