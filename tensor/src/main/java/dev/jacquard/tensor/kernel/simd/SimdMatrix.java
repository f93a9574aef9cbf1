package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.MatrixKernels;
import java.util.Arrays;

/** Products of matrices from packed panels. */
interface SimdMatrix extends MatrixKernels, ScratchOwner {
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
    if (n == 0) {
      return;
    }
    if (k == 0) {
      for (int i = 0; beta == 0 && i < m; i++) {
        Arrays.fill(c, cAt + i * cRow, cAt + i * cRow + n, 0);
      }
      return;
    }
    Scratch scratch = scratch();
    scratch.product.multiply(
        m,
        n,
        k,
        scratch.left.set(a, aAt, aRow, aColumn),
        scratch.right.set(b, bAt, bRow, bColumn),
        beta,
        c,
        cAt,
        cRow);
  }
}
