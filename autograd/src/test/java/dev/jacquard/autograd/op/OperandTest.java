package dev.jacquard.autograd.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Window;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Operands that do not fit are refused with a message that says what was expected. */
class OperandTest {
  private final Compute compute = Compute.open(Backend.SCALAR, 1);
  private final Tape tape = new Tape(compute);

  @AfterEach
  void close() {
    tape.close();
    compute.close();
  }

  private Var v(int... dims) {
    return tape.constant(Tensor.zeros(dims));
  }

  private static void refuses(String message, Executable use) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, use);
    assertEquals(message, e.getMessage());
  }

  @Test
  void broadcastOperands() {
    String form =
        " or has 1 in place of leading and trailing axes, got %s (other forms go through expand)";
    refuses(
        "add: expected second operand that is [2, 3, 4]" + form.formatted("[2, 1, 4]"),
        () -> Add.add(v(2, 3, 4), v(2, 1, 4)));
    refuses(
        "subtract: expected second operand that is [3]" + form.formatted("[4]"),
        () -> Subtract.subtract(v(3), v(4)));
    refuses(
        "multiply: expected second operand that is [3]" + form.formatted("[2, 3]"),
        () -> Multiply.multiply(v(3), v(2, 3)));
  }

  @Test
  void reductions() {
    refuses("mean: expected one element or more, got [0]", () -> Mean.mean(v(0)));
    refuses(
        "sumAxis: axes: expected a range of axes of [2, 3], got 1 to 3",
        () -> SumAxis.sumAxis(v(2, 3), 1, 3));
    refuses(
        "meanAxis: axes: expected a range of axes of [2, 3], got 1 to 1",
        () -> MeanAxis.meanAxis(v(2, 3), 1, 1));
    refuses(
        "meanAxis: expected one element or more along the axes, got [2, 0]",
        () -> MeanAxis.meanAxis(v(2, 0), 1));
    refuses("maxAxis: axis: expected an axis of [2], got -1", () -> MaxAxis.maxAxis(v(2), -1));
    refuses(
        "maxAxis: expected one element or more along axis 1, got [2, 0]",
        () -> MaxAxis.maxAxis(v(2, 0), 1));
  }

  @Test
  void matrices() {
    refuses(
        "matmul: expected second operand that fits the first, [2, 3], got [2, 3]",
        () -> MatMul.matmul(v(2, 3), v(2, 3)));
    refuses(
        "matmulTransposedFirst: first operand: expected 2 axes or more, got [3]",
        () -> MatMul.matmulTransposedFirst(v(3), v(3, 2)));
    refuses(
        "matmulTransposedSecond: second operand: expected the leading axes of [4, 2, 3], got [2, 3]",
        () -> MatMul.matmulTransposedSecond(v(4, 2, 3), v(2, 3)));
    refuses("linear: weight: expected 2 axes, got [3]", () -> Linear.linear(v(2, 3), v(3)));
    refuses("linear: weight: expected [5, 3], got [5, 4]", () -> Linear.linear(v(2, 3), v(5, 4)));
    refuses("linear: bias: expected [5], got [4]", () -> Linear.linear(v(2, 3), v(5, 3), v(4)));
  }

  @Test
  void images() {
    Conv2d.Sliding sliding = Conv2d.Sliding.of(1, 1);
    refuses(
        "conv2d: input: expected 4 axes, got [3, 8, 8]",
        () -> Conv2d.conv2d(v(3, 8, 8), v(4, 3, 3, 3), sliding));
    refuses(
        "conv2d: weight: expected [*, 3 / 1, *, *], got [4, 2, 3, 3]",
        () -> Conv2d.conv2d(v(1, 3, 8, 8), v(4, 2, 3, 3), sliding));
    refuses(
        "conv2d: groups: expected 1 or more, got 0",
        () -> Conv2d.conv2d(v(1, 3, 8, 8), v(4, 3, 3, 3), sliding.withGroups(0)));
    refuses(
        "conv2d: bias: expected [4], got [3]",
        () -> Conv2d.conv2d(v(1, 3, 8, 8), v(4, 3, 3, 3), v(3), sliding));
    Window window = Window.adaptive(8, 2);
    refuses(
        "maxPool2d: input: expected [*, *, 8, 8], got [1, 3, 8, 7]",
        () -> MaxPool2d.maxPool2d(v(1, 3, 8, 7), window, window));
    refuses(
        "avgPool2d: input: expected 4 axes, got [8, 8]",
        () -> AvgPool2d.avgPool2d(v(8, 8), window, window));
    refuses(
        "adaptiveAvgPool2d: input: expected 4 axes, got [8, 8]",
        () -> AdaptiveAvgPool2d.adaptiveAvgPool2d(v(8, 8), 1, 1));
  }

  @Test
  void norms() {
    refuses(
        "batchNorm: input: expected more than one value a channel, got [1, 3, 1, 1]",
        () -> BatchNorm.batchNorm(v(1, 3, 1, 1), v(3), v(3), 1e-5));
    refuses(
        "batchNorm: gamma: expected [3], got [2]",
        () -> BatchNorm.batchNorm(v(2, 3), v(2), v(3), 1e-5));
    refuses(
        "frozenBatchNorm: beta: expected [3], got [1]",
        () ->
            FrozenBatchNorm.frozenBatchNorm(
                v(2, 3), v(3), v(1), Tensor.zeros(3), Tensor.zeros(3), 1e-5));
    refuses(
        "frozenBatchNorm: variance: expected [3], got [4]",
        () ->
            FrozenBatchNorm.frozenBatchNorm(
                v(2, 3), v(3), v(3), Tensor.zeros(3), Tensor.zeros(4), 1e-5));
    refuses(
        "layerNorm: gamma: expected the last axes of [2, 3], got [2]",
        () -> LayerNorm.layerNorm(v(2, 3), v(2), v(2), 1e-5));
    refuses(
        "layerNorm: beta: expected [3], got [2]",
        () -> LayerNorm.layerNorm(v(2, 3), v(3), v(2), 1e-5));
  }

  @Test
  void losses() {
    refuses(
        "softmax: expected a last axis of 1 or more, got [2, 0]", () -> Softmax.softmax(v(2, 0)));
    refuses("logSoftmax: expected 1 axes or more, got []", () -> LogSoftmax.logSoftmax(v()));
    refuses(
        "crossEntropy: target 1: expected 0 to 2, got 3",
        () -> CrossEntropy.crossEntropy(v(2, 3), new int[] {0, 3}, 0));
    refuses(
        "crossEntropy: targets: expected 2 of them, got 1",
        () -> CrossEntropy.crossEntropy(v(2, 3), new int[1], 0));
    refuses(
        "crossEntropy: smoothing: expected 0 to 1, got 1.5",
        () -> CrossEntropy.crossEntropy(v(1, 3), new int[1], 1.5));
    refuses(
        "crossEntropy: logits: expected one row and class or more, got [0, 3]",
        () -> CrossEntropy.crossEntropy(v(0, 3), new int[0], 0));
  }

  @Test
  void rowsByIndex() {
    refuses(
        "gatherRows: index 1: expected 0 to 3, got 4",
        () -> GatherRows.gatherRows(v(4, 2), new int[] {0, 4}));
    refuses(
        "scatterAddRows: index 0: expected 0 to 2, got -1",
        () -> ScatterAddRows.scatterAddRows(v(1, 2), new int[] {-1}, 3));
    refuses(
        "scatterAddRows: indices: expected 2 of them, got 1",
        () -> ScatterAddRows.scatterAddRows(v(2, 2), new int[1], 3));
    refuses(
        "embedding: ids: expected [2, 2] of them, got 3",
        () -> Embedding.embedding(v(4, 2), new int[3], Shape.of(2, 2)));
  }

  @Test
  void movements() {
    refuses("reshape: expected 6 elements, got [4]", () -> Reshape.reshape(v(2, 3), 4));
    refuses(
        "flatten: axes: expected a range of axes of [2, 3], got 0 to 3",
        () -> Reshape.flatten(v(2, 3), 0, 3));
    refuses("permute: order: expected 2 axes, got 1", () -> Permute.permute(v(2, 3), 0));
    refuses("permute: order: expected each axis once, got 1", () -> Permute.permute(v(2, 3), 1, 1));
    refuses(
        "permute: order: expected an axis of [2, 3], got 2", () -> Permute.permute(v(2, 3), 0, 2));
    refuses(
        "expand: expected a shape to which [2, 3] can be repeated, got [4, 3]",
        () -> Expand.expand(v(2, 3), Shape.of(4, 3)));
    refuses(
        "expand: expected a shape of 2 axes or more, got [3]",
        () -> Expand.expand(v(2, 3), Shape.of(3)));
    refuses(
        "slice: axis 1 of [2, 3]: expected a range inside the axis, got 1 to 4",
        () -> Slice.slice(v(2, 3), 1, 1, 4));
    refuses(
        "slice: axis 0 of [3]: expected a step of 1 or more, got 0",
        () -> Slice.slice(v(3), new int[1], new int[] {2}, new int[1]));
    refuses(
        "slice: start: expected 2 axes, got 1", () -> Slice.slice(v(2, 3), new int[1], new int[2]));
    refuses("concat: expected one value or more, got none", () -> Concat.concat(List.of(), 0));
    refuses(
        "concat: value 1: expected [2, 3] but for axis 1, got [3, 3]",
        () -> Concat.concat(List.of(v(2, 3), v(3, 3)), 1));
    refuses("tile: shape: expected 2 axes, got [4]", () -> Tile.tile(v(2, 3), Shape.of(4)));
    refuses(
        "tile: input: expected one element or more, got [0]", () -> Tile.tile(v(0), Shape.of(4)));
  }

  @Test
  void cells() {
    refuses(
        "gruCell: state: expected [2, 5], got [3, 5]",
        () -> GruCell.gruCell(v(2, 4), v(3, 5), v(15, 4), v(15, 5), v(15), v(15)));
    refuses(
        "gruCell: input weight: expected [15, 4], got [10, 4]",
        () -> GruCell.gruCell(v(2, 4), v(2, 5), v(10, 4), v(15, 5), v(15), v(15)));
    refuses(
        "gruCell: state bias: expected [15], got [5]",
        () -> GruCell.gruCell(v(2, 4), v(2, 5), v(15, 4), v(15, 5), v(15), v(5)));
    refuses(
        "attention: queries: expected a last axis divisible by 3, got [1, 2, 4]",
        () -> Attention.attention(v(1, 2, 4), v(1, 2, 4), v(1, 2, 4), 3));
    refuses(
        "attention: keys: expected [1, 3, 4], got [2, 3, 4]",
        () -> Attention.attention(v(1, 2, 4), v(2, 3, 4), v(2, 3, 4), 2));
    refuses(
        "attention: values: expected [1, 3, 4], got [1, 2, 4]",
        () -> Attention.attention(v(1, 2, 4), v(1, 3, 4), v(1, 2, 4), 2));
    refuses(
        "attention: queries, keys, values: expected a last axis divisible by 6, got [1, 2, 4]",
        () -> Attention.attention(v(1, 2, 4), 2));
    refuses(
        "dropout: probability: expected 0 to below 1, got 1.0",
        () -> Dropout.dropout(v(2), 1, RandomStream.of(1)));
  }
}
