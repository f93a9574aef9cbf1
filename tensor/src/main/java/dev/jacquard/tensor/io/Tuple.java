package dev.jacquard.tensor.io;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A Python tuple in a checkpoint: an unmodifiable list that equals any list of the same values, and
 * that is written back as a tuple.
 */
public final class Tuple extends AbstractList<Object> implements RandomAccess {
  private final Object[] values;

  private Tuple(Object[] values) {
    this.values = values;
  }

  /** The tuple of these values. */
  public static Tuple of(Object... values) {
    return new Tuple(values.clone());
  }

  /** The tuple of the values of a list. */
  static Tuple copyOf(List<Object> values) {
    return new Tuple(values.toArray());
  }

  /** Replaces a value: for a tuple that is still being read, and that nobody else has seen. */
  void settle(int index, Object value) {
    values[index] = value;
  }

  @Override
  public Object get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
