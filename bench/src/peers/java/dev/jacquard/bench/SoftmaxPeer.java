package dev.jacquard.bench;

import static dev.jacquard.bench.SoftmaxBenchmark.COLUMNS;
import static dev.jacquard.bench.SoftmaxBenchmark.ROWS;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * The softmax of {@link SoftmaxBenchmark} by libtorch, into memory that is there. Gradients are
 * compared in {@link CrossEntropyPeer}: libtorch has no public operators for them.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class SoftmaxPeer extends PinnedScope {
  private Tensor x;
  private Tensor y;

  /** Copies the operand. */
  @Setup
  public void make(LibtorchKernels trial) {
    x = trial.tensor(Values.normal(ROWS * COLUMNS, 1), ROWS, COLUMNS);
    y = trial.tensor(new float[ROWS * COLUMNS], ROWS, COLUMNS);
  }

  /** Softmax. */
  @Benchmark
  public void softmax(Bytes bytes) {
    bytes.addFloats(2L * ROWS * COLUMNS);
    torch.softmax_out(y, x, 1);
  }

  /** The logarithm of softmax. */
  @Benchmark
  public void logSoftmax(Bytes bytes) {
    bytes.addFloats(2L * ROWS * COLUMNS);
    torch.log_softmax_out(y, x, 1);
  }
}
