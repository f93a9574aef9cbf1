package dev.jacquard.bench;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.cases.OpCase;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Every operation as it is used, on a tape of its own and on one thread: what a tape costs beside
 * the kernels. The cases are those of the tests.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class OperationBenchmark extends PinnedScope {
  /** Which kernels. */
  @Param({"scalar", "simd"})
  public String backend = "";

  /** Which operation. */
  @Param({
    "Activate",
    "AdaptiveAvgPool2d",
    "Add",
    "Attention",
    "AvgPool2d",
    "BatchNorm",
    "Concat",
    "Conv2d",
    "CrossEntropy",
    "Dropout",
    "Embedding",
    "Expand",
    "FrozenBatchNorm",
    "GatherRows",
    "GruCell",
    "LayerNorm",
    "Linear",
    "LogSoftmax",
    "MatMul",
    "MaxAxis",
    "MaxPool2d",
    "Mean",
    "MeanAxis",
    "Multiply",
    "Permute",
    "Reshape",
    "Scale",
    "ScatterAddRows",
    "Slice",
    "Softmax",
    "Subtract",
    "Sum",
    "SumAxis",
    "Tile"
  })
  public String operation = "";

  /** Which of its cases: {@code costliest}, or a number from 0 in the order of the list. */
  @Param("costliest")
  public String which = "";

  private OpCase benchmarked;
  private List<Tensor> inputs;
  private Tensor gradient;
  private Compute compute;

  /** Finds the case and makes its inputs. */
  @Setup
  public void open() {
    benchmarked = OperationCases.find(operation, which);
    inputs = benchmarked.tensors();
    compute = Compute.open(Backend.parse(backend), 1);
    gradient = Tensor.zeros(shape());
    gradient.fill(1);
  }

  private Shape shape() {
    try (Tape tape = new Tape(compute)) {
      return apply(tape, false).shape();
    }
  }

  /** Releases what computes. */
  @TearDown
  public void close() {
    compute.close();
  }

  /** The result only; nothing is recorded. */
  @Benchmark
  public Var forward() {
    try (Tape tape = new Tape(compute)) {
      return apply(tape, false);
    }
  }

  /** The result and the gradients to all inputs. */
  @Benchmark
  public Var forwardAndBackward() {
    try (Tape tape = new Tape(compute)) {
      Var result = apply(tape, true);
      tape.backward(List.of(result), List.of(gradient));
      return result;
    }
  }

  private Var apply(Tape tape, boolean tracked) {
    List<Var> operands =
        inputs.stream().map(t -> tracked ? tape.leaf(t) : tape.constant(t)).toList();
    return benchmarked.function().apply(operands);
  }
}
