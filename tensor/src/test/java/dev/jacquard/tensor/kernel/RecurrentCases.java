package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.List;

/** The gates of a recurrent unit and their gradient. */
final class RecurrentCases {
  private static final int[][] SHAPES = {
    {2, 5}, {0, 4}, {3, 0}, {1, 1}, {4, 8}, {3, 16}, {5, 32}, {2, 33}, {1, 100}, {7, 3}
  };

  private RecurrentCases() {}

  static void addTo(List<KernelCase> cases) {
    for (int[] shape : SHAPES) {
      int rows = shape[0];
      int hidden = shape[1];
      int n = rows * hidden;
      String size = "[" + rows + ", " + hidden + "]";
      cases.add(
          KernelCase.absolute(
              "gruGates " + size,
              12,
              (k, o) -> {
                Block a = o.input(3 * n, 3);
                Block c = o.input(3 * n, 3);
                Block h = o.input(n);
                Block gates = o.output("gates", 3 * n);
                Block y = o.output("y", n);
                k.gruGates(
                    rows,
                    hidden,
                    a.v(),
                    a.at(),
                    c.v(),
                    c.at(),
                    h.v(),
                    h.at(),
                    gates.v(),
                    gates.at(),
                    y.v(),
                    y.at());
              }));
      cases.add(
          KernelCase.absolute(
              "gruGatesGrad " + size,
              12,
              (k, o) -> {
                Block c = o.input(3 * n, 3);
                Block h = o.input(n);
                Block gates = o.positive(3 * n);
                Block dy = o.input(n);
                Block da = o.output("da", 3 * n);
                Block dc = o.output("dc", 3 * n);
                Block dh = o.output("dh", n);
                k.gruGatesGrad(
                    rows,
                    hidden,
                    c.v(),
                    c.at(),
                    h.v(),
                    h.at(),
                    gates.v(),
                    gates.at(),
                    dy.v(),
                    dy.at(),
                    da.v(),
                    da.at(),
                    dc.v(),
                    dc.at(),
                    dh.v(),
                    dh.at());
              }));
    }
  }
}
