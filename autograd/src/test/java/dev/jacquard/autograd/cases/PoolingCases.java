package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.AdaptiveAvgPool2d;
import dev.jacquard.autograd.op.AvgPool2d;
import dev.jacquard.autograd.op.MaxPool2d;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.kernel.Window;
import java.util.ArrayList;
import java.util.List;

/** Pooling over windows of an image. */
final class PoolingCases {
  private PoolingCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    cases.addAll(square("2x2, stride 2", 2, 2, 0, false, true, 2, 3, 6, 8));
    cases.addAll(square("3x3, stride 2, padding 1", 3, 2, 1, false, true, 2, 2, 7, 6));
    cases.addAll(square("3x3, padding 1, not counted", 3, 1, 1, false, false, 1, 3, 5, 4));
    cases.addAll(square("3x3, stride 2, ceil", 3, 2, 0, true, true, 1, 2, 6, 8));
    cases.addAll(square("3x3, stride 2, wide", 3, 2, 1, false, false, 4, 32, 31, 29));
    cases.add(adaptive(1, 1, 2, 3, 5, 4));
    cases.add(adaptive(3, 2, 1, 2, 7, 5));
    cases.add(adaptive(6, 6, 1, 2, 4, 5));
    cases.add(adaptive(7, 7, 3, 40, 23, 19));
    return cases;
  }

  private static List<OpCase> square(
      String name, int kernel, int stride, int pad, boolean ceil, boolean count, int... x) {
    Window rows = Window.sliding(x[2], kernel, stride, pad, ceil, count);
    Window columns = Window.sliding(x[3], kernel, stride, pad, ceil, count);
    long flops = OpCase.size(x[0], x[1], rows.outputs(), columns.outputs(), kernel, kernel);
    return List.of(
        OpCase.curved(
            MaxPool2d.class,
            name,
            List.of(input(Domain.APART, x)),
            v -> MaxPool2d.maxPool2d(v.get(0), rows, columns),
            a -> pool(a.get(0), rows, columns, true),
            flops),
        OpCase.linear(
            AvgPool2d.class,
            name,
            List.of(input(x)),
            v -> AvgPool2d.avgPool2d(v.get(0), rows, columns),
            a -> pool(a.get(0), rows, columns, false),
            flops));
  }

  private static OpCase adaptive(int height, int width, int... x) {
    return OpCase.linear(
        AdaptiveAvgPool2d.class,
        "to " + height + " x " + width,
        List.of(input(x)),
        v -> AdaptiveAvgPool2d.adaptiveAvgPool2d(v.get(0), height, width),
        a -> adaptiveMean(a.get(0), height, width),
        OpCase.size(x));
  }

  /** Windows are tested where they are made; here they are taken at their word. */
  private static Exact pool(Exact x, Window rows, Window columns, boolean max) {
    Shape y = x.shape().withDim(2, rows.outputs()).withDim(3, columns.outputs());
    return Exact.of(
        y,
        i -> {
          double largest = Double.NEGATIVE_INFINITY;
          double sum = 0;
          for (int row = rows.from(i[2]); row < rows.to(i[2]); row++) {
            for (int column = columns.from(i[3]); column < columns.to(i[3]); column++) {
              largest = Math.max(largest, x.get(i[0], i[1], row, column));
              sum += x.get(i[0], i[1], row, column);
            }
          }
          return max ? largest : sum / (rows.counted(i[2]) * columns.counted(i[3]));
        });
  }

  private static Exact adaptiveMean(Exact x, int height, int width) {
    int rows = x.shape().dim(2);
    int columns = x.shape().dim(3);
    return Exact.of(
        x.shape().withDim(2, height).withDim(3, width),
        i -> {
          int counted = 0;
          double sum = 0;
          int lastRow = (int) Math.ceil((i[2] + 1.0) * rows / height);
          int lastColumn = (int) Math.ceil((i[3] + 1.0) * columns / width);
          for (int row = i[2] * rows / height; row < lastRow; row++) {
            for (int column = i[3] * columns / width; column < lastColumn; column++) {
              sum += x.get(i[0], i[1], row, column);
              counted++;
            }
          }
          return sum / counted;
        });
  }
}
