package dev.jacquard.autograd;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an operation, or one of its rules, works: the kernels and pooled tensors. What is allocated
 * here goes back to the pool when the work is done, unless it became the result, a gradient, or
 * something that a rule keeps.
 */
public final class Workspace {
  private final Compute compute;
  private final Buffers buffers;
  private final boolean lastReader;
  private final List<Tensor> allocated = new ArrayList<>(4);

  Workspace(Compute compute, Buffers buffers, boolean lastReader) {
    this.compute = compute;
    this.buffers = buffers;
    this.lastReader = lastReader;
  }

  /** The kernels that the tape computes with. */
  public Kernels kernels() {
    return compute.kernels();
  }

  /** A new tensor; what it holds is not specified. */
  public Tensor allocate(Shape shape) {
    Tensor tensor = buffers.take(shape);
    allocated.add(tensor);
    return tensor;
  }

  /** Holds a tensor like one that was allocated here. */
  void adopt(Tensor tensor) {
    buffers.hold(tensor);
    allocated.add(tensor);
  }

  /** A new tensor of zeros. */
  public Tensor zeros(Shape shape) {
    Tensor tensor = allocate(shape);
    tensor.fill(0);
    return tensor;
  }

  /**
   * Where a rule may write a gradient of the shape of {@code dy} element by element, reading {@code
   * dy} as it goes: {@code dy} itself where nobody will read it any more, else a new tensor.
   */
  public Tensor inPlaceOf(Tensor dy) {
    return lastReader && buffers.alone(dy) ? dy : allocate(dy.shape());
  }

  /** Lets go of everything that was allocated here. */
  void leave() {
    allocated.forEach(buffers::drop);
    allocated.clear();
  }
}
