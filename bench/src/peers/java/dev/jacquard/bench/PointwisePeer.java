package dev.jacquard.bench;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The arithmetic of {@link PointwiseBenchmark} by libtorch, into memory that is there. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class PointwisePeer extends PinnedScope {
  private int n;
  private Tensor a;
  private Tensor b;
  private Tensor y;
  private Tensor images;
  private Tensor imagesResult;
  private Tensor channels;
  private Tensor rows;
  private Tensor rowsResult;
  private Tensor row;
  private Scalar factor;

  /** Copies the operands. */
  @Setup
  public void make(LibtorchKernels trial, ElementCount count) {
    n = count.elements;
    a = trial.tensor(Values.normal(n, 1), n);
    b = trial.tensor(Values.normal(n, 2), n);
    y = trial.tensor(new float[n], n);
    long[] shape = {-1, PointwiseBenchmark.CHANNELS, PointwiseBenchmark.INNER};
    images = trial.own(a.view(shape));
    imagesResult = trial.own(y.view(shape));
    row = trial.own(b.narrow(0, 0, PointwiseBenchmark.CHANNELS));
    channels = trial.own(row.view(PointwiseBenchmark.CHANNELS, 1));
    rows = trial.own(a.view(-1, PointwiseBenchmark.CHANNELS));
    rowsResult = trial.own(y.view(-1, PointwiseBenchmark.CHANNELS));
    factor = trial.own(new Scalar(1.5f));
  }

  /** {@code y = a + b}. */
  @Benchmark
  public void add(Bytes bytes) {
    bytes.addFloats(3L * n);
    torch.add_out(y, a, b);
  }

  /** {@code y = a - b}. */
  @Benchmark
  public void subtract(Bytes bytes) {
    bytes.addFloats(3L * n);
    torch.sub_out(y, a, b);
  }

  /** {@code y = a * b}. */
  @Benchmark
  public void multiply(Bytes bytes) {
    bytes.addFloats(3L * n);
    torch.mul_out(y, a, b);
  }

  /** {@code y = 1.5 a}, as libtorch's own operator has it: by a tensor of one element. */
  @Benchmark
  public void scale(Bytes bytes) {
    bytes.addFloats(2L * n);
    try (Tensor wrapped = torch.scalar_to_tensor(factor)) {
      torch.mul_out(y, a, wrapped);
    }
  }

  /** {@code y = y + 1.5 a}. */
  @Benchmark
  public void addScaled(Bytes bytes) {
    bytes.addFloats(3L * n);
    y.add_(a, factor);
  }

  /** A bias for each channel. */
  @Benchmark
  public void addChannels(Bytes bytes) {
    bytes.addFloats(2L * n);
    torch.add_out(imagesResult, images, channels);
  }

  /** A factor for each channel. */
  @Benchmark
  public void multiplyChannels(Bytes bytes) {
    bytes.addFloats(2L * n);
    torch.mul_out(imagesResult, images, channels);
  }

  /** A bias on rows of 64. */
  @Benchmark
  public void addToRows(Bytes bytes) {
    bytes.addFloats(2L * n);
    torch.add_out(rowsResult, rows, row);
  }
}
