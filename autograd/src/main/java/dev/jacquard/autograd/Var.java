package dev.jacquard.autograd;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A value on a {@link Tape}: a leaf, a constant, or the result of an operation. It is tracked if a
 * gradient can flow through it to a leaf.
 *
 * <p>A Var is good for as long as its tape needs it: after {@link Tape#release}, after the backward
 * pass that consumed it, and after {@link Tape#close} its value can no longer be read. What must
 * live on is copied by {@link Tape#keep} before.
 */
public final class Var {
  private final Tape tape;
  private final Shape shape;
  private final boolean tracked;
  private final boolean leaf;
  private @Nullable Tensor value;
  private @Nullable Tensor gradient;
  private boolean consumed;
  private boolean expired;

  Var(Tape tape, Tensor value, boolean tracked, boolean leaf) {
    this.tape = tape;
    this.shape = value.shape();
    this.tracked = tracked;
    this.leaf = leaf;
    this.value = value;
  }

  /** The tape that this value lies on. */
  public Tape tape() {
    return tape;
  }

  /** The shape of the value; known even when the value is gone. */
  public Shape shape() {
    return shape;
  }

  /** Whether gradients flow through this value. */
  public boolean tracked() {
    return tracked;
  }

  /**
   * The value, not copied. The tensor itself must not be used any more once this Var is good no
   * longer: its array is used again for other values.
   *
   * @throws IllegalStateException if the tape is closed or belongs to another thread, or the value
   *     has been released or consumed by a backward pass
   */
  public Tensor value() {
    tape.checkUse();
    Tensor present = value;
    if (present == null) {
      throw new IllegalStateException(
          "value "
              + shape
              + (consumed
                  ? " was released by the backward pass; read or keep it before"
                  : " was released by Tape.release"));
    }
    return present;
  }

  /** The shape, and whether the value is tracked. */
  @Override
  public String toString() {
    return "Var" + shape + (tracked ? " tracked" : "");
  }

  boolean isLeaf() {
    return leaf;
  }

  boolean isConsumed() {
    return consumed;
  }

  /** The gradient that has arrived so far, if any. */
  @Nullable Tensor gradient() {
    return gradient;
  }

  void setGradient(@Nullable Tensor gradient) {
    this.gradient = gradient;
  }

  boolean isExpired() {
    return expired;
  }

  void expire() {
    expired = true;
  }

  /** Lets go of the value, unless it has gone already. */
  void releaseValue(Buffers buffers) {
    if (value != null) {
      buffers.drop(value);
      value = null;
    }
  }

  /** Lets go of the value and the gradient, at the end of this value's backward step. */
  void consume(Buffers buffers) {
    consumed = true;
    releaseValue(buffers);
    if (gradient != null) {
      buffers.drop(gradient);
      gradient = null;
    }
  }
}
