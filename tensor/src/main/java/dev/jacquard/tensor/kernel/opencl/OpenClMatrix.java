package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.MatrixKernels;

/** Products of matrices. */
interface OpenClMatrix extends MatrixKernels, OpenClOwner {
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
    gemmBatch(
        1, m, n, k, a, aAt, 0, aRow, aColumn, b, bAt, 0, bRow, bColumn, beta, c, cAt, 0, cRow);
  }

  @Override
  default void gemmBatch(
      int batch,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int aBatch,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bBatch,
      int bRow,
      int bColumn,
      float beta,
      float[] c,
      int cAt,
      int cBatch,
      int cRow) {
    long left = (aBatch == 0 ? 1L : batch) * m * k;
    long right = (bBatch == 0 ? 1L : batch) * k * n;
    long result = (long) batch * m * n;
    if (worth(result * k, left + right + result)) {
      device()
          .gemm
          .multiply(
              batch, m, n, k, a, aAt, aBatch, aRow, aColumn, b, bAt, bBatch, bRow, bColumn, beta, c,
              cAt, cBatch, cRow);
    } else {
      host()
          .gemmBatch(
              batch, m, n, k, a, aAt, aBatch, aRow, aColumn, b, bAt, bBatch, bRow, bColumn, beta, c,
              cAt, cBatch, cRow);
    }
  }
}
