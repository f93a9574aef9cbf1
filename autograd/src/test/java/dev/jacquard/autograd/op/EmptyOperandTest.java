package dev.jacquard.autograd.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.Window;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operands without elements (no edges, no images) are computed like any others. */
class EmptyOperandTest {
  private final Compute compute = Compute.open(Backend.SCALAR, 2);
  private final Tape tape = new Tape(compute);

  @AfterEach
  void close() {
    tape.close();
    assertEquals(0, compute.pool().lent());
    compute.close();
  }

  private Var zeros(int... dims) {
    return tape.leaf(Tensor.zeros(dims));
  }

  /** Applies an operation to an empty x and follows the gradient back. */
  private void isEmpty(Shape expected, UnaryOperator<Var> operation, int... x) {
    Var leaf = zeros(x);
    Var y = operation.apply(leaf);

    assertEquals(expected, y.shape());
    tape.backward(List.of(y), List.of(Tensor.zeros(y.shape())));
    assertEquals(leaf.shape(), tape.gradient(leaf).shape());
  }

  @Test
  void elementwise() {
    isEmpty(Shape.of(0, 3), x -> Activate.activate(x, Activation.GELU), 0, 3);
    isEmpty(Shape.of(0, 3), x -> Add.add(x, zeros(3)), 0, 3);
    isEmpty(Shape.of(0, 3), x -> Subtract.subtract(x, zeros(0, 1)), 0, 3);
    isEmpty(Shape.of(0, 3), x -> Multiply.multiply(x, zeros(0, 3)), 0, 3);
    isEmpty(Shape.of(0), x -> Dropout.dropout(x, 0.5, RandomStream.of(1)), 0);
  }

  @Test
  void sumsOverNothingAreZero() {
    isEmpty(Shape.scalar(), Sum::sum, 0);
    isEmpty(Shape.of(0), x -> MeanAxis.meanAxis(x, 1), 0, 3);
    isEmpty(Shape.of(0), x -> MaxAxis.maxAxis(x, 1), 0, 3);
    Var x = zeros(2, 0);

    assertArrayEquals(new float[2], SumAxis.sumAxis(x, 1).value().toArray());
  }

  @Test
  void matrices() {
    isEmpty(Shape.of(0, 4), x -> Linear.linear(x, zeros(4, 3), zeros(4)), 0, 3);
    isEmpty(Shape.of(0, 2, 4), x -> MatMul.matmul(x, zeros(0, 3, 4)), 0, 2, 3);
    isEmpty(Shape.of(2, 2), x -> MatMul.matmulTransposedSecond(x, zeros(2, 0)), 2, 0);
    isEmpty(
        Shape.of(0, 2),
        x -> GruCell.gruCell(x, zeros(0, 2), zeros(6, 3), zeros(6, 2), zeros(6), zeros(6)),
        0,
        3);
    isEmpty(Shape.of(0, 5, 4), x -> Attention.attention(x, 2), 0, 5, 12);
  }

  @Test
  void images() {
    isEmpty(
        Shape.of(0, 4, 5, 5),
        x -> Conv2d.conv2d(x, zeros(4, 3, 3, 3), zeros(4), Conv2d.Sliding.of(1, 1)),
        0,
        3,
        5,
        5);
    Window window = Window.adaptive(5, 2);
    isEmpty(Shape.of(0, 3, 2, 2), x -> MaxPool2d.maxPool2d(x, window, window), 0, 3, 5, 5);
    isEmpty(Shape.of(0, 3, 1, 1), x -> AdaptiveAvgPool2d.adaptiveAvgPool2d(x, 1, 1), 0, 3, 5, 5);
  }

  @Test
  void norms() {
    isEmpty(Shape.of(0, 3), x -> LayerNorm.layerNorm(x, zeros(3), zeros(3), 1e-5), 0, 3);
    isEmpty(Shape.of(0, 3), Softmax::softmax, 0, 3);
    isEmpty(Shape.of(0, 3), LogSoftmax::logSoftmax, 0, 3);
  }

  @Test
  void rowsAndPlaces() {
    isEmpty(Shape.of(4, 3), x -> ScatterAddRows.scatterAddRows(x, new int[0], 4), 0, 3);
    isEmpty(Shape.of(0, 3), x -> GatherRows.gatherRows(x, new int[0]), 2, 3);
    isEmpty(Shape.of(2, 3), x -> Concat.concat(List.of(x, zeros(2, 3)), 0), 0, 3);
    isEmpty(Shape.of(2, 0), x -> Slice.slice(x, 1, 1, 1), 2, 3);
    isEmpty(Shape.of(3, 0), x -> Permute.permute(x, 1, 0), 0, 3);
    isEmpty(Shape.of(0, 3), x -> Expand.expand(x, Shape.of(0, 3)), 1, 3);
    isEmpty(Shape.of(0, 3), x -> Tile.tile(x, Shape.of(0, 3)), 2, 2);
    isEmpty(Shape.of(0, 6), x -> Reshape.reshape(x, 0, 6), 0, 2, 3);
  }
}
