package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.List;

/** Products of matrices: awkward sizes, all forms of transposition, padded rows, batches. */
final class MatrixCases {
  private static final int[] SIZES = {0, 1, 3, 4, 5, 8, 13, 16, 17, 31, 33, 64, 65, 130};

  /** {@code m, n, k} beyond a tile, a panel, a block. */
  private static final int[][] LARGE = {
    {130, 130, 700},
    {65, 600, 300},
    {3, 1030, 260},
    {1, 700, 129},
    {200, 1, 512},
    {1, 1, 700},
    {17, 33, 257},
    {5, 513, 128},
    {6, 16, 640},
    {150, 70, 33}
  };

  private MatrixCases() {}

  /** How a matrix lies in memory. */
  private enum Layout {
    ROWS,
    COLUMNS,
    /** Rows with a gap after each. */
    PADDED,
    /** Every third element of columns with a gap. */
    SPARSE;

    int row(int columns) {
      return switch (this) {
        case ROWS -> columns;
        case COLUMNS -> 1;
        case PADDED -> columns + 3;
        case SPARSE -> 3;
      };
    }

    int column(int rows) {
      return switch (this) {
        case ROWS, PADDED -> 1;
        case COLUMNS -> rows;
        case SPARSE -> 3 * rows + 2;
      };
    }

    int extent(int rows, int columns) {
      return rows == 0 || columns == 0
          ? 0
          : (rows - 1) * row(columns) + (columns - 1) * column(rows) + 1;
    }
  }

  static void addTo(List<KernelCase> cases) {
    add(cases, 5, 19, 7, Layout.ROWS, Layout.ROWS, 0);
    int turn = 0;
    for (int m : SIZES) {
      for (int n : SIZES) {
        // Every pair of m and n, with k going round, each in two of the sixteen forms.
        for (int again = 0; again < 2; again++) {
          int k = SIZES[(turn * 5 + 3) % SIZES.length];
          Layout a = Layout.values()[turn % 4];
          Layout b = Layout.values()[turn / 4 % 4];
          add(cases, m, n, k, a, b, turn / 3 % 2);
          turn++;
        }
      }
    }
    for (int[] size : LARGE) {
      for (Layout a : Layout.values()) {
        Layout b = Layout.values()[turn++ * 7 / 4 % 4];
        add(cases, size[0], size[1], size[2], a, b, turn % 2);
      }
    }
    addBatches(cases);
  }

  private static void add(
      List<KernelCase> cases, int m, int n, int k, Layout a, Layout b, int beta) {
    String sizes = "m=" + m + " n=" + n + " k=" + k;
    cases.add(
        KernelCase.sums(
            "gemm " + sizes + " A by " + a + " B by " + b + " beta=" + beta,
            k,
            (kernels, o) -> product(kernels, o, m, n, k, a, b, beta)));
  }

  private static void product(
      Kernels kernels, Operands o, int m, int n, int k, Layout layoutA, Layout layoutB, int beta) {
    Block a = o.input(layoutA.extent(m, k));
    Block b = o.input(layoutB.extent(k, n));
    int cRow = n + 2;
    int extent = m == 0 || n == 0 ? 0 : (m - 1) * cRow + n;
    Block c = beta == 0 ? o.output("c", extent) : o.inout("c", extent);
    kernels.gemm(
        m,
        n,
        k,
        a.v(),
        a.at(),
        layoutA.row(k),
        layoutA.column(m),
        b.v(),
        b.at(),
        layoutB.row(n),
        layoutB.column(k),
        beta,
        c.v(),
        c.at(),
        cRow);
  }

  private static void addBatches(List<KernelCase> cases) {
    addBatch(cases, "of one after another", 3, 5, 6, 7, 35, 42, 30, 6);
    addBatch(cases, "with one A", 3, 5, 6, 7, 0, 42, 30, 6);
    addBatch(cases, "with one B", 4, 9, 17, 33, 297, 0, 153, 17);
    addBatch(cases, "with interleaved rows of C", 4, 10, 8, 16, 160, 128, 8, 32);
    addBatch(cases, "of none", 0, 5, 6, 7, 35, 42, 30, 6);
    addBatch(cases, "of single elements", 5, 1, 1, 1, 1, 1, 1, 1);
  }

  private static void addBatch(
      List<KernelCase> cases,
      String what,
      int batch,
      int m,
      int n,
      int k,
      int aBatch,
      int bBatch,
      int cBatch,
      int cRow) {
    for (int beta = 0; beta < 2; beta++) {
      float keep = beta;
      cases.add(
          KernelCase.sums(
              "gemmBatch " + what + " beta=" + beta,
              k,
              (kernels, o) -> {
                Block a = o.input(m * k * Math.max(1, batch));
                Block b = o.input(k * n * Math.max(1, batch));
                int extent = Math.max(0, (batch - 1) * cBatch + (m - 1) * cRow + n);
                Block c = keep == 0 ? o.output("c", extent) : o.inout("c", extent);
                kernels.gemmBatch(
                    batch, m, n, k, a.v(), a.at(), aBatch, k, 1, b.v(), b.at(), bBatch, n, 1, keep,
                    c.v(), c.at(), cBatch, cRow);
              }));
    }
  }
}
