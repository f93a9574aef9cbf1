package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;

/**
 * Looks vectors up in a table: {@code y[i..., :] = table[ids[i...], :]}. The gradient of a row of
 * the table is the sum of {@code dy} over all places that looked it up, as in {@link GatherRows}.
 */
public final class Embedding {
  private Embedding() {}

  /**
   * The vectors of all ids.
   *
   * @param table {@code [V, D]}
   * @param ids 0 to V - 1 each, in row-major order; copied
   * @param idsShape the shape in which the ids stand
   * @return {@code [idsShape..., D]}
   */
  public static Var embedding(Var table, int[] ids, Shape idsShape) {
    Expect.rank("embedding: table", 2, table.shape());
    Expect.that(ids.length == idsShape.size(), "embedding: ids", idsShape + " of them", ids.length);
    int[] dims = new int[idsShape.rank() + 1];
    System.arraycopy(idsShape.dims(), 0, dims, 0, idsShape.rank());
    dims[idsShape.rank()] = table.shape().dim(1);
    Var rows = GatherRows.gatherRows(table, ids);
    Var y = Reshape.reshape(rows, Shape.of(dims));
    table.tape().release(rows);
    return y;
  }
}
