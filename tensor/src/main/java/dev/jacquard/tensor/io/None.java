package dev.jacquard.tensor.io;

/** The value that says "no value" in a tree of data: JSON's {@code null}, Python's {@code None}. */
public enum None {
  /** The only one. */
  NONE;

  /** {@code null}. */
  @Override
  public String toString() {
    return "null";
  }
}
