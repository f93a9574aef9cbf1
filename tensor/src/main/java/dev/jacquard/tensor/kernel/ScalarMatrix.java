package dev.jacquard.tensor.kernel;

/** Products of matrices in plain loops. */
public interface ScalarMatrix extends MatrixKernels {
  /** Scratch that this instance owns. */
  Panel panel();

  @Override
  default void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      int bColumn,
      float beta,
      float[] c,
      int cAt,
      int cRow) {
    Panel panel = panel();
    for (int j = 0; j < n; j += Panel.WIDTH) {
      int width = Math.min(n - j, Panel.WIDTH);
      int p = 0;
      float keep = beta;
      // At least once, so that a product over k = 0 still overwrites C.
      do {
        int depth = Math.min(k - p, Panel.DEPTH);
        pack(panel, depth, width, b, bAt + p * bRow + j * bColumn, bRow, bColumn);
        panel.multiply(
            m, width, depth, a, aAt + p * aColumn, aRow, aColumn, keep, c, cAt + j, cRow);
        keep = 1;
        p += depth;
      } while (p < k);
    }
  }

  private static void pack(
      Panel panel, int depth, int width, float[] b, int bAt, int bRow, int bColumn) {
    if (bColumn == 1) {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(b, bAt + p * bRow, panel.row(p), 0, width);
      }
      return;
    }
    float[] line = panel.line();
    for (int j = 0; j < width; j++) {
      int at = bAt + j * bColumn;
      for (int p = 0; p < depth; p++) {
        line[p] = b[at + p * bRow];
      }
      panel.lineToColumn(depth, j);
    }
  }
}
