package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.Libtorch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * libtorch for the length of a trial: its natives are unpacked and loaded before anything is
 * measured, and what it is made of is printed. Operands belong to the trial; what an invocation
 * makes, it closes itself.
 */
public abstract class LibtorchTrial {
  private final List<Pointer> owned = new ArrayList<>();

  /** How many threads compute, the caller's included. */
  abstract int threads();

  /** Loads the library and says what it is. */
  @Setup
  public void open() {
    Libtorch.open(threads());
    System.out.println(Libtorch.describe());
  }

  /** Frees the operands. */
  @TearDown
  public void close() {
    owned.forEach(Pointer::close);
    owned.clear();
  }

  /** A tensor with a copy of values. */
  Tensor tensor(float[] values, int... dims) {
    return own(Libtorch.tensor(values, dims));
  }

  /** A copy of a tensor. */
  Tensor tensor(dev.jacquard.tensor.Tensor values) {
    return tensor(values.toArray(), values.shape().dims());
  }

  /** A tensor whose gradient is wanted, with a copy of values. */
  Tensor leaf(dev.jacquard.tensor.Tensor values) {
    return own(Libtorch.leaf(values, torch.ScalarType.Float));
  }

  /** One label a row: 0, 1, ... and from 0 again. */
  Tensor labels(int rows, int classes) {
    return own(torch.tensor(LongStream.range(0, rows).map(row -> row % classes).toArray()));
  }

  /** Which of an operator's gradients are wanted. */
  BoolPointer mask(boolean... wanted) {
    BoolPointer mask = own(new BoolPointer(wanted.length));
    for (int i = 0; i < wanted.length; i++) {
      mask.put(i, wanted[i]);
    }
    return mask;
  }

  /** Frees an object at the end of the trial. */
  <T extends Pointer> T own(T object) {
    owned.add(object);
    return object;
  }
}
