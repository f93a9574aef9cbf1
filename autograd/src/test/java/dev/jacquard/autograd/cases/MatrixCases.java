package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.Linear;
import dev.jacquard.autograd.op.MatMul;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Products of matrices. */
final class MatrixCases {
  private MatrixCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (int[] sizes : new int[][] {{1, 1, 1}, {3, 4, 5}, {2, 7, 1}, {1, 9, 6}, {130, 140, 150}}) {
      cases.addAll(products(Shape.scalar(), sizes[0], sizes[1], sizes[2]));
    }
    cases.addAll(products(Shape.of(3), 2, 5, 4));
    cases.addAll(products(Shape.of(2, 3), 4, 3, 2));
    cases.addAll(products(Shape.of(4), 70, 80, 90));
    cases.addAll(linear(4, 5, 3));
    cases.addAll(linear(2, 1, 2, 3, 4));
    cases.addAll(linear(150, 200, 2, 80));
    return cases;
  }

  private static List<OpCase> products(Shape leading, int m, int k, int n) {
    int lead = leading.rank();
    long flops = 2L * leading.size() * m * k * n;
    Shape y = with(leading, m, n);
    return List.of(
        OpCase.linear(
            MatMul.class,
            "a b",
            List.of(matrix(leading, m, k), matrix(leading, k, n)),
            v -> MatMul.matmul(v.get(0), v.get(1)),
            a -> Exact.of(y, i -> dot(a, k, at(i, i[lead], -1), at(i, -1, i[lead + 1]))),
            flops),
        OpCase.linear(
            MatMul.class,
            "a' b",
            List.of(matrix(leading, k, m), matrix(leading, k, n)),
            v -> MatMul.matmulTransposedFirst(v.get(0), v.get(1)),
            a -> Exact.of(y, i -> dot(a, k, at(i, -1, i[lead]), at(i, -1, i[lead + 1]))),
            flops),
        OpCase.linear(
            MatMul.class,
            "a b'",
            List.of(matrix(leading, m, k), matrix(leading, n, k)),
            v -> MatMul.matmulTransposedSecond(v.get(0), v.get(1)),
            a -> Exact.of(y, i -> dot(a, k, at(i, i[lead], -1), at(i, i[lead + 1], -1))),
            flops));
  }

  private static Shape with(Shape leading, int rows, int columns) {
    int[] dims = new int[leading.rank() + 2];
    System.arraycopy(leading.dims(), 0, dims, 0, leading.rank());
    dims[leading.rank()] = rows;
    dims[leading.rank() + 1] = columns;
    return Shape.of(dims);
  }

  private static OpCase.Input matrix(Shape leading, int rows, int columns) {
    return new OpCase.Input(with(leading, rows, columns), Domain.NORMAL);
  }

  /** The leading part of an index with another row and column; -1 stands for the summed one. */
  private static int[] at(int[] index, int row, int column) {
    int[] at = index.clone();
    at[index.length - 2] = row;
    at[index.length - 1] = column;
    return at;
  }

  private static double dot(List<Exact> operands, int k, int[] first, int[] second) {
    int axisA = first[first.length - 1] == -1 ? first.length - 1 : first.length - 2;
    int axisB = second[second.length - 1] == -1 ? second.length - 1 : second.length - 2;
    double sum = 0;
    for (int p = 0; p < k; p++) {
      first[axisA] = p;
      second[axisB] = p;
      sum += operands.get(0).get(first) * operands.get(1).get(second);
    }
    return sum;
  }

  /** Rows of all but the last size, which is the number of inputs. */
  private static List<OpCase> linear(int out, int... x) {
    int in = x[x.length - 1];
    Shape y = Shape.of(x).withDim(x.length - 1, out);
    return List.of(
        OpCase.linear(
            Linear.class,
            "without bias",
            List.of(input(x), input(out, in)),
            v -> Linear.linear(v.get(0), v.get(1)),
            a -> Exact.of(y, i -> row(a, in, i)),
            2L * y.size() * in),
        OpCase.linear(
            Linear.class,
            "with bias",
            List.of(input(x), input(out, in), input(out)),
            v -> Linear.linear(v.get(0), v.get(1), v.get(2)),
            a -> Exact.of(y, i -> row(a, in, i) + a.get(2).get(i[i.length - 1])),
            2L * y.size() * in + y.size()));
  }

  private static double row(List<Exact> operands, int in, int[] index) {
    int[] at = index.clone();
    double sum = 0;
    for (int p = 0; p < in; p++) {
      at[at.length - 1] = p;
      sum += operands.get(0).get(at) * operands.get(1).get(index[index.length - 1], p);
    }
    return sum;
  }
}
