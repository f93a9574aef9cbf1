package dev.jacquard.tensor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Arrays that are used again instead of being allocated and cleared anew. Lengths are rounded up to
 * an eighth of a power of two, so that an array is at most 12.5 % longer than asked for (never more
 * than 15 elements longer where it is short).
 *
 * <p>Safe for use by several threads. Every array that was taken is to be given back once; the pool
 * refuses what it did not lend.
 */
public final class TensorPool {
  private final Map<Integer, Deque<float[]>> free = new HashMap<>();
  private final Set<float[]> lent = Collections.newSetFromMap(new IdentityHashMap<>());
  private final boolean reusing;
  private long allocatedElements;

  /** An empty pool. */
  public TensorPool() {
    this(true);
  }

  private TensorPool(boolean reusing) {
    this.reusing = reusing;
  }

  /**
   * A pool that never lends an array twice. Results that differ from those with an ordinary pool
   * show that a value was used after it had been given back.
   */
  public static TensorPool withoutReuse() {
    return new TensorPool(false);
  }

  /**
   * An array of at least n elements; what they hold is not specified.
   *
   * @throws IllegalArgumentException if n is negative
   */
  public synchronized float[] take(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("buffer of " + n + " elements, expected 0 or more");
    }
    int length = capacity(n);
    Deque<float[]> waiting = free.get(length);
    float[] buffer = waiting == null ? null : waiting.pollLast();
    if (buffer == null) {
      buffer = new float[length];
      allocatedElements += length;
    }
    lent.add(buffer);
    return buffer;
  }

  /** A tensor over an array of this pool; what it holds is not specified. */
  public Tensor take(Shape shape) {
    return Tensor.view(shape, take(shape.size()), 0);
  }

  /**
   * Gives an array back.
   *
   * @throws IllegalStateException if this pool has not lent it, or has it back already
   */
  public synchronized void give(float[] buffer) {
    if (!lent.remove(buffer)) {
      throw new IllegalStateException(
          "buffer of " + buffer.length + " elements: given back, but not lent by this pool");
    }
    if (reusing) {
      free.computeIfAbsent(buffer.length, length -> new ArrayDeque<>()).addLast(buffer);
    } else {
      allocatedElements -= buffer.length;
    }
  }

  /**
   * Hands a lent array over to its borrower for good: the pool forgets it.
   *
   * @throws IllegalStateException if this pool has not lent it
   */
  public synchronized void forget(float[] buffer) {
    if (!lent.remove(buffer)) {
      throw new IllegalStateException(
          "buffer of " + buffer.length + " elements: not lent by this pool");
    }
    allocatedElements -= buffer.length;
  }

  /** How many arrays are lent at the moment. */
  public synchronized int lent() {
    return lent.size();
  }

  /** Bytes of all arrays, lent and waiting. */
  public synchronized long bytes() {
    return allocatedElements * Float.BYTES;
  }

  /** Drops the waiting arrays. */
  public synchronized void clear() {
    for (Deque<float[]> waiting : free.values()) {
      for (float[] buffer : waiting) {
        allocatedElements -= buffer.length;
      }
    }
    free.clear();
  }

  /**
   * How long an array is lent for n elements: the next multiple of an eighth of the power of two
   * below n, at least of 16.
   */
  public static int capacity(int n) {
    int step = Math.max(16, Integer.highestOneBit(n) >>> 3);
    long rounded = ((long) n + step - 1) / step * step;
    return rounded > Integer.MAX_VALUE - 8 ? n : (int) rounded;
  }
}
