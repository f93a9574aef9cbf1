package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.Arrays;
import java.util.List;

/** Pooling over sliding and adaptive windows, with ties, NaN and infinities. */
final class PoolingCases {
  private PoolingCases() {}

  private static PoolGeometry sliding(
      int height, int width, int kernel, int stride, int padding, boolean ceil, boolean count) {
    return new PoolGeometry(
        Window.sliding(height, kernel, stride, padding, ceil, count),
        Window.sliding(width, kernel, stride, padding, ceil, count));
  }

  private static PoolGeometry adaptive(int height, int width, int rows, int columns) {
    return new PoolGeometry(Window.adaptive(height, rows), Window.adaptive(width, columns));
  }

  static void addTo(List<KernelCase> cases) {
    add(cases, "k3 s2 p1", 2, sliding(7, 9, 3, 2, 1, false, true));
    add(cases, "k2 s2", 3, sliding(8, 10, 2, 2, 0, false, true));
    add(cases, "k2 s2 odd", 1, sliding(7, 9, 2, 2, 0, false, false));
    add(cases, "k3 s1 p1", 2, sliding(9, 17, 3, 1, 1, false, true));
    add(cases, "k3 s1 p1 inputs only", 2, sliding(5, 33, 3, 1, 1, false, false));
    add(cases, "k3 s2 ceil", 2, sliding(8, 10, 3, 2, 0, true, false));
    add(cases, "k3 s2 p1 ceil", 2, sliding(8, 10, 3, 2, 1, true, true));
    add(cases, "k2 s3 p1 ceil", 1, sliding(9, 11, 2, 3, 1, true, true));
    add(cases, "k5 s1 p2", 1, sliding(6, 70, 5, 1, 2, false, true));
    add(cases, "k3 s3", 2, sliding(9, 12, 3, 3, 0, false, true));
    add(cases, "k1 s1", 2, sliding(3, 5, 1, 1, 0, false, true));
    add(cases, "k1 s2", 2, sliding(7, 19, 1, 2, 0, false, true));
    add(cases, "k7 of 7", 5, sliding(7, 7, 7, 1, 0, false, true));
    add(cases, "no planes", 0, sliding(7, 7, 3, 1, 1, false, true));
    add(cases, "one row", 2, sliding(1, 20, 1, 1, 0, false, true));
    add(
        cases,
        "unequal axes",
        2,
        new PoolGeometry(
            Window.sliding(11, 3, 2, 1, false, true), Window.sliding(13, 2, 1, 0, false, true)));
    add(cases, "adaptive 7 to 3", 2, adaptive(7, 7, 3, 3));
    add(cases, "adaptive 6 to 6", 2, adaptive(6, 6, 6, 6));
    add(cases, "adaptive to 1", 9, adaptive(7, 8, 1, 1));
    add(cases, "adaptive large to 1", 2, adaptive(33, 65, 1, 1));
    add(cases, "adaptive 3 to 7", 2, adaptive(3, 4, 7, 7));
    add(cases, "adaptive 10 to 4 and 1", 2, adaptive(10, 12, 4, 1));
    addMaxima(cases);
  }

  private static void add(List<KernelCase> cases, String what, int planes, PoolGeometry g) {
    int in = planes * g.inPlane();
    int out = planes * g.outPlane();
    cases.add(
        KernelCase.exact(
            "maxPool " + what,
            (k, o) -> {
              Block x = o.input(in);
              Block y = o.output("y", out);
              k.maxPool(g, planes, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.sums(
            "maxPoolGrad " + what,
            9,
            (k, o) -> {
              // The same places have to win in the run that measures the terms.
              float[] values = new float[in];
              for (int i = 0; i < in; i++) {
                values[i] = i * 7919 % 1009;
              }
              Block x = o.values(values);
              Block dy = o.input(out);
              Block dx = o.output("dx", in);
              k.maxPoolGrad(g, planes, x.v(), x.at(), dy.v(), dy.at(), dx.v(), dx.at());
            }));
    cases.add(
        KernelCase.sums(
            "averagePool " + what,
            g.inPlane(),
            (k, o) -> {
              Block x = o.input(in);
              Block y = o.output("y", out);
              k.averagePool(g, planes, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.sums(
            "averagePoolGrad " + what,
            9,
            (k, o) -> {
              Block dy = o.input(out);
              Block dx = o.output("dx", in);
              k.averagePoolGrad(g, planes, dy.v(), dy.at(), dx.v(), dx.at());
            }));
  }

  private static void addMaxima(List<KernelCase> cases) {
    float inf = Float.POSITIVE_INFINITY;
    float[] nothing = new float[40];
    Arrays.fill(nothing, -inf);
    float[] mixed = new float[40];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = i % 11 == 3 ? Float.NaN : i % 7 == 2 ? inf : i % 5 == 0 ? -inf : i % 3;
    }
    float[] ties = new float[40];
    for (int i = 0; i < ties.length; i++) {
      ties[i] = i % 4 < 2 ? -0f : 0f;
    }
    addMaxima(cases, "of minus infinities", nothing);
    addMaxima(cases, "with NaN and infinities", mixed);
    addMaxima(cases, "of equal elements", new float[40]);
    addMaxima(cases, "of zeros of both signs", ties);
  }

  private static void addMaxima(List<KernelCase> cases, String what, float[] values) {
    for (PoolGeometry g :
        List.of(sliding(4, 10, 3, 2, 1, false, true), sliding(4, 10, 2, 2, 0, false, true))) {
      String name = what + " " + g.rows().outputs() + "x" + g.columns().outputs();
      cases.add(
          KernelCase.exact(
              "maxPool " + name,
              (k, o) -> {
                Block x = o.values(values);
                Block y = o.output("y", g.outPlane());
                k.maxPool(g, 1, x.v(), x.at(), y.v(), y.at());
              }));
      cases.add(
          KernelCase.sums(
              "maxPoolGrad " + name,
              9,
              (k, o) -> {
                Block x = o.values(values);
                Block dy = o.input(g.outPlane());
                Block dx = o.output("dx", g.inPlane());
                k.maxPoolGrad(g, 1, x.v(), x.at(), dy.v(), dy.at(), dx.v(), dx.at());
              }));
    }
  }
}
