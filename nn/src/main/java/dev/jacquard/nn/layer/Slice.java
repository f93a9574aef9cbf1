package dev.jacquard.nn.layer;

/**
 * Every {@code step}-th entry of one axis, from {@code start} on, to the end or to {@code stop}.
 *
 * @param axis which axis; not that of the batch
 * @param start the first entry
 * @param stop one past the last entry; {@link #END} for all there are
 * @param step entries from one to the next
 */
public record Slice(int axis, int start, int stop, int step) implements Layer {
  /** Stands for the end of the axis. */
  public static final int END = Integer.MAX_VALUE;

  /** Checks the sizes. */
  public Slice {
    Expect.positive("slice: axis", axis);
    Expect.notNegative("slice: start", start);
    Expect.that(stop > start, "slice: stop", "more than " + start, stop);
    Expect.positive("slice: step", step);
  }

  @Override
  public String kind() {
    return "slice";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.slice(this);
  }
}
