package dev.jacquard.autograd;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.TensorPool;
import java.util.IdentityHashMap;

/**
 * Who still needs which pooled array. Views share an array, so holders are counted by the array's
 * identity; the last one to let go gives it back to the pool. Arrays that did not come from {@link
 * #take} belong to the caller of the tape and are left alone.
 */
final class Buffers {
  private static final class Holders {
    int count = 1;
  }

  private final TensorPool pool;
  private final IdentityHashMap<float[], Holders> lent = new IdentityHashMap<>();

  Buffers(TensorPool pool) {
    this.pool = pool;
  }

  /** A tensor over a pooled array with one holder; what it holds is not specified. */
  Tensor take(Shape shape) {
    Tensor tensor = pool.take(shape);
    lent.put(tensor.data(), new Holders());
    return tensor;
  }

  /** Adds a holder to the tensor's array. */
  void hold(Tensor tensor) {
    Holders holders = lent.get(tensor.data());
    if (holders != null) {
      holders.count++;
    }
  }

  /** Takes a holder off the tensor's array. */
  void drop(Tensor tensor) {
    Holders holders = lent.get(tensor.data());
    if (holders != null && --holders.count == 0) {
      lent.remove(tensor.data());
      pool.give(tensor.data());
    }
  }

  /** Whether the tensor's array is pooled and has a single holder, who may then overwrite it. */
  boolean alone(Tensor tensor) {
    Holders holders = lent.get(tensor.data());
    return holders != null && holders.count == 1;
  }

  /** Gives every array back, whoever holds it. */
  void dropAll() {
    lent.keySet().forEach(pool::give);
    lent.clear();
  }
}
