package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Products of matrices: {@code y = a b}, {@code da = dy b'}, {@code db = a' dy}, an apostrophe
 * being the transpose. Operands have two axes, or equal leading axes and two more: then one product
 * is made for each index of the leading ones. Transposes are strides, nothing is copied.
 */
public final class MatMul {
  private MatMul() {}

  /** {@code a b} for a {@code [..., m, k]} and b {@code [..., k, n]}: {@code [..., m, n]}. */
  public static Var matmul(Var a, Var b) {
    return product("matmul", a, asItIs(), b, asItIs());
  }

  /** {@code a' b} for a {@code [..., k, m]} and b {@code [..., k, n]}: {@code [..., m, n]}. */
  public static Var matmulTransposedFirst(Var a, Var b) {
    return product("matmulTransposedFirst", a, Matrix::transposed, b, asItIs());
  }

  /** {@code a b'} for a {@code [..., m, k]} and b {@code [..., n, k]}: {@code [..., m, n]}. */
  public static Var matmulTransposedSecond(Var a, Var b) {
    return product("matmulTransposedSecond", a, asItIs(), b, Matrix::transposed);
  }

  private static UnaryOperator<Matrix> asItIs() {
    return UnaryOperator.identity();
  }

  /**
   * Turning is its own inverse, so the same one leads from a factor's gradient to its operand's.
   */
  private static Var product(
      String name, Var a, UnaryOperator<Matrix> turnA, Var b, UnaryOperator<Matrix> turnB) {
    checkLeadingAxes(name, a.shape(), b.shape());
    Operation op = Operation.on(a, b);
    Matrix left = turnA.apply(Matrix.of(a.value()));
    Matrix right = turnB.apply(Matrix.of(b.value()));
    if (left.columns() != right.rows()) {
      throw Expect.failure(name, "second operand that fits the first, " + a.shape(), b.shape());
    }
    Tensor y = op.allocate(resultShape(a.shape(), left.rows(), right.columns()));
    Matrix.of(y).setProduct(op.space(), left, right);
    return op.gradient(
            a,
            (space, dy) -> {
              Tensor da = space.allocate(a.shape());
              setFactor(space, turnA, da, Matrix.of(dy), right.transposed());
              return da;
            },
            b.value())
        .gradient(
            b,
            (space, dy) -> {
              Tensor db = space.allocate(b.shape());
              setFactor(space, turnB, db, left.transposed(), Matrix.of(dy));
              return db;
            },
            a.value())
        .result(y);
  }

  /**
   * Writes the gradient {@code p q} of a turned operand. A result is written along its rows, so for
   * a transposed operand the product is turned over: {@code (p q)' = q' p'}.
   */
  private static void setFactor(
      Workspace space, UnaryOperator<Matrix> turn, Tensor gradient, Matrix p, Matrix q) {
    Matrix target = turn.apply(Matrix.of(gradient));
    if (target.column() == 1) {
      target.setProduct(space, p, q);
    } else {
      target.transposed().setProduct(space, q.transposed(), p.transposed());
    }
  }

  private static void checkLeadingAxes(String name, Shape a, Shape b) {
    if (a.rank() < 2) {
      throw Expect.failure(name + ": first operand", "2 axes or more", a);
    }
    int leading = a.rank() - 2;
    if (b.rank() != a.rank() || !Arrays.equals(a.dims(), 0, leading, b.dims(), 0, leading)) {
      throw Expect.failure(name + ": second operand", "the leading axes of " + a, b);
    }
  }

  private static Shape resultShape(Shape a, int rows, int columns) {
    return a.withDim(a.rank() - 2, rows).withDim(a.rank() - 1, columns);
  }
}
