package dev.jacquard.tensor.kernel;

/**
 * The windows of a two-dimensional pooling. It works plane by plane: input {@code [planes,
 * rows.size(), columns.size()]}, output {@code [planes, rows.outputs(), columns.outputs()]}.
 *
 * @param rows windows along the height
 * @param columns windows along the width
 */
public record PoolGeometry(Window rows, Window columns) {
  /** Elements of one input plane. */
  public int inPlane() {
    return rows.size() * columns.size();
  }

  /** Elements of one output plane. */
  public int outPlane() {
    return rows.outputs() * columns.outputs();
  }
}
