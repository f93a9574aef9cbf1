package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.MatrixKernels;

/** Products of matrices, cut along the longer side of the result. */
interface ParallelMatrix extends MatrixKernels, SplitOwner {
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
    long work = (long) m * n * k;
    if (m >= n) {
      split()
          .over(
              m,
              Split.grain(m, work, 8, m),
              (from, to, kernels) ->
                  kernels.gemm(
                      to - from,
                      n,
                      k,
                      a,
                      aAt + from * aRow,
                      aRow,
                      aColumn,
                      b,
                      bAt,
                      bRow,
                      bColumn,
                      beta,
                      c,
                      cAt + from * cRow,
                      cRow));
    } else {
      split()
          .over(
              n,
              Split.grain(n, work, 32, n),
              (from, to, kernels) ->
                  kernels.gemm(
                      m,
                      to - from,
                      k,
                      a,
                      aAt,
                      aRow,
                      aColumn,
                      b,
                      bAt + from * bColumn,
                      bRow,
                      bColumn,
                      beta,
                      c,
                      cAt + from,
                      cRow));
    }
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
    if (batch == 1) {
      gemm(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, beta, c, cAt, cRow);
      return;
    }
    split()
        .over(
            batch,
            Split.grain(batch, (long) batch * m * n * k, 1, Split.ALONE),
            (from, to, kernels) ->
                kernels.gemmBatch(
                    to - from,
                    m,
                    n,
                    k,
                    a,
                    aAt + from * aBatch,
                    aBatch,
                    aRow,
                    aColumn,
                    b,
                    bAt + from * bBatch,
                    bBatch,
                    bRow,
                    bColumn,
                    beta,
                    c,
                    cAt + from * cBatch,
                    cBatch,
                    cRow));
  }
}
