package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.Arrays;
import java.util.List;

/** Permutations, broadcasts, slices, reversals and rows by index. */
final class MovementCases {
  private MovementCases() {}

  static void addTo(List<KernelCase> cases) {
    addBlock(cases, "transpose", dims(5, 7), at(0, 1, 5), at(0, 7, 1));
    addBlock(cases, "scalar", dims(), at(0), at(0));
    addBlock(cases, "vector", dims(33), at(0, 1), at(0, 1));
    addBlock(cases, "nothing", dims(3, 0, 4), at(0, 4, 4, 1), at(0, 4, 4, 1));
    addBlock(cases, "whole matrix", dims(9, 17), at(0, 17, 1), at(0, 17, 1));
    addBlock(cases, "large transpose", dims(65, 130), at(0, 1, 65), at(0, 130, 1));
    addBlock(cases, "NCHW to NHWC", dims(2, 4, 5, 3), at(0, 60, 5, 1, 20), at(0, 60, 15, 3, 1));
    addBlock(cases, "rank 5", dims(2, 3, 2, 4, 3), at(0, 1, 2, 6, 12, 48), at(0, 72, 24, 12, 3, 1));
    addBlock(cases, "heads apart", dims(3, 2, 5), at(0, 5, 15, 1), at(0, 10, 5, 1));
    addBlock(cases, "broadcast a row", dims(4, 19), at(0, 0, 1), at(0, 19, 1));
    addBlock(cases, "broadcast a column", dims(4, 19), at(0, 1, 0), at(0, 19, 1));
    addBlock(cases, "broadcast one", dims(2, 3, 9), at(0, 0, 0, 0), at(0, 27, 9, 1));
    addBlock(cases, "broadcast the middle", dims(2, 6, 9), at(0, 9, 0, 1), at(0, 54, 9, 1));
    addBlock(cases, "reverse", dims(21), at(20, -1), at(0, 1));
    addBlock(cases, "flip rows", dims(3, 11), at(10, 11, -1), at(0, 11, 1));
    addBlock(cases, "flip both", dims(3, 11), at(32, -11, -1), at(0, 11, 1));
    addBlock(cases, "every third", dims(13), at(2, 3), at(0, 1));
    addBlock(cases, "to every second", dims(13), at(0, 1), at(1, 2));
    addBlock(cases, "slice", dims(3, 5), at(23, 10, 1), at(0, 5, 1));
    addBlock(cases, "slice with steps", dims(3, 5), at(1, 22, 2), at(0, 5, 1));
    addBlock(cases, "into a slice", dims(3, 5), at(0, 5, 1), at(23, 10, 1));
    addBlock(cases, "concatenation", dims(2, 12), at(0, 12, 1), at(8, 20, 1));
    addSum(cases, "of rows", dims(33, 5), at(0, 5, 1), at(0, 0, 1));
    addSum(cases, "of columns", dims(5, 33), at(0, 33, 1), at(0, 1, 0));
    addSum(cases, "of all", dims(3, 4, 5), at(0, 20, 5, 1), at(0, 0, 0, 0));
    addSum(cases, "of the middle", dims(3, 40, 5), at(0, 200, 5, 1), at(0, 5, 0, 1));
    for (int width : new int[] {5, 0, 1, 8, 33, 100}) {
      addRows(cases, width);
    }
  }

  private static int[] dims(int... dims) {
    return dims;
  }

  /** The place of the first element, then the strides. */
  private static int[] at(int... place) {
    return place;
  }

  private static int[] strides(int[] place) {
    return Arrays.copyOfRange(place, 1, place.length);
  }

  /** Elements from the start of the block to its last element. */
  private static int extent(int[] dims, int[] place) {
    int last = place[0];
    for (int axis = 0; axis < dims.length; axis++) {
      last += Math.max(0, (dims[axis] - 1) * place[axis + 1]);
    }
    return last + 1;
  }

  private static void addBlock(
      List<KernelCase> cases, String what, int[] dims, int[] from, int[] to) {
    cases.add(
        KernelCase.exact(
            "copy " + what,
            (k, o) -> {
              Block x = o.input(extent(dims, from));
              Block y = o.output("y", extent(dims, to));
              k.copy(
                  dims, x.v(), x.at() + from[0], strides(from), y.v(), y.at() + to[0], strides(to));
            }));
    addSum(cases, what, dims, from, to);
  }

  private static void addSum(
      List<KernelCase> cases, String what, int[] dims, int[] from, int[] to) {
    int count = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    cases.add(
        KernelCase.sums(
            "addCopy " + what,
            count,
            (k, o) -> {
              Block x = o.input(extent(dims, from));
              Block y = o.inout("y", extent(dims, to));
              k.addCopy(
                  dims, x.v(), x.at() + from[0], strides(from), y.v(), y.at() + to[0], strides(to));
            }));
  }

  private static void addRows(List<KernelCase> cases, int width) {
    int[] index = {-1, 3, 0, 3, 6, 1, 1, 5};
    int rows = index.length - 1;
    cases.add(
        KernelCase.exact(
            "gatherRows width=" + width,
            (k, o) -> {
              Block table = o.input(7 * width);
              Block y = o.output("y", rows * width);
              k.gatherRows(rows, width, index, 1, table.v(), table.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.sums(
            "scatterAddRows width=" + width,
            3,
            (k, o) -> {
              Block x = o.input(rows * width);
              Block table = o.inout("table", 7 * width);
              k.scatterAddRows(rows, width, index, 1, x.v(), x.at(), table.v(), table.at());
            }));
  }
}
