package dev.jacquard.tensor.kernel;

/** Products of matrices. */
public interface MatrixKernels {
  /**
   * {@code C = A B + beta C} with A {@code [m, k]}, B {@code [k, n]} and C {@code [m, n]}.
   *
   * <p>A and B are read through two strides each, so that a transpose is a choice of strides:
   * element (i, p) of A is {@code a[aAt + i * aRow + p * aColumn]}. The rows of C are {@code cRow}
   * elements apart. With k = 0 the product is 0. Each element of C is summed over k in an order
   * that depends on k alone.
   *
   * @param beta 0 to overwrite C, which is then not read, or 1 to add to it
   */
  void gemm(
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
      int cRow);

  /**
   * {@code batch} products {@link #gemm} whose operands lie {@code aBatch}, {@code bBatch} and
   * {@code cBatch} elements apart; a stride of 0 uses one A or B for all. Rows of different C may
   * interleave (heads of an attention), elements must not coincide.
   */
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
    for (int i = 0; i < batch; i++) {
      gemm(
          m,
          n,
          k,
          a,
          aAt + i * aBatch,
          aRow,
          aColumn,
          b,
          bAt + i * bBatch,
          bRow,
          bColumn,
          beta,
          c,
          cAt + i * cBatch,
          cRow);
    }
  }
}
