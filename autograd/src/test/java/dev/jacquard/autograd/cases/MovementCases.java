package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.Concat;
import dev.jacquard.autograd.op.Expand;
import dev.jacquard.autograd.op.Permute;
import dev.jacquard.autograd.op.Reshape;
import dev.jacquard.autograd.op.Slice;
import dev.jacquard.autograd.op.Tile;
import dev.jacquard.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Elements change their places. Every result is exact. */
final class MovementCases {
  private MovementCases() {}

  static List<OpCase> all() {
    return List.of(
        reshape(new int[] {6}, 2, 3),
        reshape(new int[] {2, 12}, 2, 3, 4),
        reshape(new int[] {}, 1, 1),
        flatten(1, 4, 2, 3, 4, 5),
        flatten(0, 2, 3, 4),
        permute(new int[] {1, 0}, 3, 4),
        permute(new int[] {0, 2, 3, 1}, 2, 3, 4, 5),
        permute(new int[] {2, 0, 1}, 2, 3, 4),
        permute(new int[] {1, 0, 2}, 64, 33, 35),
        expand(new int[] {4, 3}, 1, 3),
        expand(new int[] {2, 3, 4}, 3, 1),
        expand(new int[] {2, 2}),
        expand(new int[] {40, 32, 33}, 40, 1, 33),
        slice(new int[] {1, 0}, new int[] {3, 4}, new int[] {1, 1}, 4, 4),
        slice(new int[] {0, 1, 0, 1}, new int[] {2, 3, 4, 5}, new int[] {1, 1, 2, 2}, 2, 3, 4, 5),
        slice(new int[] {2}, new int[] {9}, new int[] {3}, 9),
        slice(new int[] {0, 3}, new int[] {300, 243}, new int[] {1, 2}, 300, 243),
        sliceOfAxis(1, 1, 3, 2, 4, 3),
        concat(0, new int[] {2, 3}, new int[] {1, 3}),
        concat(1, new int[] {2, 3, 2}, new int[] {2, 1, 2}, new int[] {2, 2, 2}),
        concat(2, new int[] {2, 2, 1}, new int[] {2, 2, 4}),
        concat(0, new int[] {5}),
        concat(1, new int[] {64, 20, 33}, new int[] {64, 13, 33}),
        tile(new int[] {7}, 3),
        tile(new int[] {5, 4}, 2, 4),
        tile(new int[] {4, 3, 3, 3}, 2, 2, 3, 2),
        tile(new int[] {2, 3}, 4, 5),
        tile(new int[] {100, 130, 3, 3}, 32, 64, 3, 3));
  }

  private static OpCase reshape(int[] y, int... x) {
    return OpCase.linear(
            Reshape.class,
            "to " + Shape.of(y),
            List.of(input(x)),
            v -> Reshape.reshape(v.get(0), y),
            a -> inOrder(Shape.of(y), a.get(0)),
            0)
        .within(0);
  }

  private static OpCase flatten(int from, int to, int... x) {
    Shape shape = Shape.of(x);
    int[] y =
        IntStream.concat(
                IntStream.concat(Arrays.stream(x, 0, from), IntStream.of(shape.product(from, to))),
                Arrays.stream(x, to, x.length))
            .toArray();
    return OpCase.linear(
            Reshape.class,
            "axes " + from + " to " + to,
            List.of(input(x)),
            v -> Reshape.flatten(v.get(0), from, to),
            a -> inOrder(Shape.of(y), a.get(0)),
            0)
        .within(0);
  }

  private static Exact inOrder(Shape shape, Exact x) {
    int[] next = {0};
    return Exact.of(shape, i -> x.at(next[0]++));
  }

  private static OpCase permute(int[] order, int... x) {
    int[] y = Arrays.stream(order).map(axis -> x[axis]).toArray();
    return OpCase.linear(
            Permute.class,
            "as " + Arrays.toString(order),
            List.of(input(x)),
            v -> Permute.permute(v.get(0), order),
            a ->
                Exact.of(
                    Shape.of(y),
                    i -> {
                      int[] from = new int[x.length];
                      for (int axis = 0; axis < x.length; axis++) {
                        from[order[axis]] = i[axis];
                      }
                      return a.get(0).get(from);
                    }),
            0)
        .within(0);
  }

  private static OpCase expand(int[] y, int... x) {
    return OpCase.linear(
            Expand.class,
            "to " + Shape.of(y),
            List.of(input(x)),
            v -> Expand.expand(v.get(0), Shape.of(y)),
            a -> Exact.of(Shape.of(y), i -> a.get(0).spread(i)),
            0)
        .within(0);
  }

  private static OpCase slice(int[] start, int[] stop, int[] step, int... x) {
    int[] y =
        IntStream.range(0, x.length)
            .map(axis -> (stop[axis] - start[axis] + step[axis] - 1) / step[axis])
            .toArray();
    return OpCase.linear(
            Slice.class,
            Arrays.toString(start) + " to " + Arrays.toString(stop),
            List.of(input(x)),
            v -> Slice.slice(v.get(0), start, stop, step),
            a ->
                Exact.of(
                    Shape.of(y),
                    i ->
                        a.get(0)
                            .get(
                                IntStream.range(0, x.length)
                                    .map(axis -> start[axis] + i[axis] * step[axis])
                                    .toArray())),
            0)
        .within(0);
  }

  private static OpCase sliceOfAxis(int axis, int start, int stop, int... x) {
    return OpCase.linear(
            Slice.class,
            start + " to " + stop + " of axis " + axis,
            List.of(input(x)),
            v -> Slice.slice(v.get(0), axis, start, stop),
            a ->
                Exact.of(
                    Shape.of(x).withDim(axis, stop - start),
                    i -> {
                      int[] from = i.clone();
                      from[axis] += start;
                      return a.get(0).get(from);
                    }),
            0)
        .within(0);
  }

  private static OpCase concat(int axis, int[]... parts) {
    int size = Arrays.stream(parts).mapToInt(part -> part[axis]).sum();
    return OpCase.linear(
            Concat.class,
            "along axis " + axis,
            Arrays.stream(parts).map(OpCase::input).toList(),
            v -> Concat.concat(v, axis),
            a ->
                Exact.of(
                    Shape.of(parts[0]).withDim(axis, size),
                    i -> {
                      int[] from = i.clone();
                      int part = 0;
                      while (from[axis] >= parts[part][axis]) {
                        from[axis] -= parts[part++][axis];
                      }
                      return a.get(part).get(from);
                    }),
            0)
        .within(0);
  }

  private static OpCase tile(int[] y, int... x) {
    return OpCase.linear(
            Tile.class,
            "to " + Shape.of(y),
            List.of(input(x)),
            v -> Tile.tile(v.get(0), Shape.of(y)),
            a ->
                Exact.of(
                    Shape.of(y),
                    i ->
                        a.get(0)
                            .get(
                                IntStream.range(0, x.length)
                                    .map(axis -> i[axis] % x[axis])
                                    .toArray())),
            0)
        .within(0);
  }
}
