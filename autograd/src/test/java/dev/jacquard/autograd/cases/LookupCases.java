package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.Embedding;
import dev.jacquard.autograd.op.GatherRows;
import dev.jacquard.autograd.op.ScatterAddRows;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Rows by index. */
final class LookupCases {
  private LookupCases() {}

  static List<OpCase> all() {
    return List.of(
        gather(5, 4, 3),
        gather(6, 4, 2, 3),
        gather(1, 3),
        gather(900, 40, 65),
        scatter(3, 5, 4),
        scatter(4, 6, 2, 3),
        scatter(2, 1),
        scatter(50, 900, 65),
        embedding(Shape.of(5), 4, 3),
        embedding(Shape.of(2, 3), 7, 4),
        embedding(Shape.scalar(), 3, 2),
        embedding(Shape.of(30, 40), 15, 32));
  }

  private static int[] indices(int n, int bound) {
    int[] indices = new int[n];
    for (int i = 0; i < n; i++) {
      indices[i] = RandomStream.of(8).below(i, bound);
    }
    return indices;
  }

  private static double row(Exact x, int row, int[] index) {
    int[] at = index.clone();
    at[0] = row;
    return x.get(at);
  }

  private static OpCase gather(int rows, int... x) {
    int[] index = indices(rows, x[0]);
    return OpCase.linear(
        GatherRows.class,
        rows + " rows",
        List.of(input(x)),
        v -> GatherRows.gatherRows(v.get(0), index),
        a -> Exact.of(Shape.of(x).withDim(0, rows), i -> row(a.get(0), index[i[0]], i)),
        0);
  }

  private static OpCase scatter(int targets, int... x) {
    int[] index = indices(x[0], targets);
    return OpCase.linear(
        ScatterAddRows.class,
        "into " + targets,
        List.of(input(x)),
        v -> ScatterAddRows.scatterAddRows(v.get(0), index, targets),
        a ->
            Exact.of(
                Shape.of(x).withDim(0, targets),
                i -> {
                  double sum = 0;
                  for (int row = 0; row < index.length; row++) {
                    sum += index[row] == i[0] ? row(a.get(0), row, i) : 0;
                  }
                  return sum;
                }),
        OpCase.size(x));
  }

  private static OpCase embedding(Shape ids, int rows, int width) {
    int[] index = indices(ids.size(), rows);
    int[] dims = Arrays.copyOf(ids.dims(), ids.rank() + 1);
    dims[ids.rank()] = width;
    int[] strides = ids.strides();
    return OpCase.linear(
        Embedding.class,
        "of " + ids,
        List.of(input(rows, width)),
        v -> Embedding.embedding(v.get(0), index, ids),
        a ->
            Exact.of(
                Shape.of(dims),
                i -> {
                  int place = 0;
                  for (int axis = 0; axis < strides.length; axis++) {
                    place += i[axis] * strides[axis];
                  }
                  return a.get(0).get(index[place], i[ids.rank()]);
                }),
        0);
  }
}
