package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.Conv2d;
import dev.jacquard.autograd.op.Conv2d.Sliding;
import dev.jacquard.tensor.Shape;
import java.util.List;
import java.util.stream.Stream;

/** Convolutions: 1 x 1, dense, grouped, depthwise, dilated, strided. */
final class ConvolutionCases {
  private ConvolutionCases() {}

  static List<OpCase> all() {
    return Stream.of(
            conv("1x1", Sliding.of(1, 0), shape(2, 3, 4, 5), shape(6, 3, 1, 1)),
            conv("1x1, stride 2", Sliding.of(2, 0), shape(1, 4, 5, 6), shape(3, 4, 1, 1)),
            conv("3x3", Sliding.of(1, 1), shape(2, 3, 6, 5), shape(4, 3, 3, 3)),
            conv("3x3, stride 2", Sliding.of(2, 1), shape(2, 2, 7, 6), shape(3, 2, 3, 3)),
            conv("2x2, no padding", Sliding.of(1, 0), shape(1, 1, 3, 3), shape(1, 1, 2, 2)),
            conv(
                "1x7, uneven",
                new Sliding(1, 2, 0, 3, 1, 1, 1),
                shape(1, 2, 4, 9),
                shape(3, 2, 1, 7)),
            conv(
                "5x5, dilation 2",
                Sliding.of(1, 4).withDilation(2),
                shape(1, 2, 9, 10),
                shape(2, 2, 5, 5)),
            conv(
                "3x3, groups",
                Sliding.of(1, 1).withGroups(2),
                shape(2, 4, 5, 5),
                shape(6, 2, 3, 3)),
            conv(
                "3x3, depthwise",
                Sliding.of(2, 1).withGroups(4),
                shape(2, 4, 7, 7),
                shape(4, 1, 3, 3)),
            conv(
                "3x3, depthwise, two outputs each, dilation 2",
                Sliding.of(1, 2).withDilation(2).withGroups(3),
                shape(1, 3, 8, 7),
                shape(6, 1, 3, 3)),
            conv("3x3, deep", Sliding.of(1, 1), shape(1, 60, 7, 7), shape(150, 60, 3, 3)),
            conv("3x3, wide", Sliding.of(1, 1), shape(2, 24, 20, 18), shape(20, 24, 3, 3)),
            conv(
                "5x5, depthwise, wide",
                Sliding.of(1, 2).withGroups(48),
                shape(3, 48, 24, 25),
                shape(48, 1, 5, 5)))
        .flatMap(List::stream)
        .toList();
  }

  private static Shape shape(int... dims) {
    return Shape.of(dims);
  }

  private static List<OpCase> conv(String name, Sliding s, Shape x, Shape w) {
    Shape y = result(s, x, w);
    long flops = 2L * y.size() * w.product(1, 4);
    return List.of(
        OpCase.linear(
            Conv2d.class,
            name,
            List.of(input(x.dims()), input(w.dims())),
            v -> Conv2d.conv2d(v.get(0), v.get(1), s),
            a -> exact(s, a.get(0), a.get(1)),
            flops),
        OpCase.linear(
            Conv2d.class,
            name + ", bias",
            List.of(input(x.dims()), input(w.dims()), input(w.dim(0))),
            v -> Conv2d.conv2d(v.get(0), v.get(1), v.get(2), s),
            a -> Exact.of(y, i -> sum(s, a.get(0), a.get(1), i) + a.get(2).get(i[1])),
            flops + y.size()));
  }

  private static Shape result(Sliding s, Shape x, Shape w) {
    return Shape.of(
        x.dim(0),
        w.dim(0),
        outputs(x.dim(2), w.dim(2), s.strideHeight(), s.padHeight(), s.dilationHeight()),
        outputs(x.dim(3), w.dim(3), s.strideWidth(), s.padWidth(), s.dilationWidth()));
  }

  /** The convolution of x with w. */
  static Exact exact(Sliding s, Exact x, Exact w) {
    return Exact.of(result(s, x.shape(), w.shape()), i -> sum(s, x, w, i));
  }

  private static int outputs(int size, int kernel, int stride, int pad, int dilation) {
    return (size + 2 * pad - dilation * (kernel - 1) - 1) / stride + 1;
  }

  private static double sum(Sliding s, Exact x, Exact w, int[] index) {
    int part = w.shape().dim(1);
    int first = index[1] / (w.shape().dim(0) / s.groups()) * part;
    double sum = 0;
    for (int u = 0; u < w.shape().dim(2); u++) {
      int row = index[2] * s.strideHeight() - s.padHeight() + u * s.dilationHeight();
      for (int v = 0; v < w.shape().dim(3); v++) {
        int column = index[3] * s.strideWidth() - s.padWidth() + v * s.dilationWidth();
        boolean inside =
            row >= 0 && row < x.shape().dim(2) && column >= 0 && column < x.shape().dim(3);
        for (int c = 0; inside && c < part; c++) {
          sum += x.get(index[0], first + c, row, column) * w.get(index[1], c, u, v);
        }
      }
    }
    return sum;
  }
}
