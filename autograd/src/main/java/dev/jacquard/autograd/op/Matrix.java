package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Tensor;

/**
 * A tensor, or a part of it, read as {@code batch} matrices by strides, so that transposing and
 * picking heads copy nothing.
 *
 * @param tensor holds the elements
 * @param at place of element (0, 0) of the first matrix, counted from the tensor's first element
 * @param batch number of matrices
 * @param apart elements between neighbouring matrices
 * @param rows rows of each
 * @param columns columns of each
 * @param row elements between neighbouring rows
 * @param column elements between neighbouring columns
 */
record Matrix(
    Tensor tensor, int at, int batch, int apart, int rows, int columns, int row, int column) {

  /** The last two axes as rows and columns, all others as the batch. */
  static Matrix of(Tensor tensor) {
    int rank = tensor.shape().rank();
    return of(
        tensor,
        tensor.shape().product(0, rank - 2),
        tensor.shape().dim(rank - 2),
        tensor.shape().dim(rank - 1));
  }

  /** The last axis as columns, all others as rows. */
  static Matrix ofRows(Tensor tensor) {
    int last = tensor.shape().rank() - 1;
    return of(tensor, 1, tensor.shape().product(0, last), tensor.shape().dim(last));
  }

  private static Matrix of(Tensor tensor, int batch, int rows, int columns) {
    return new Matrix(tensor, 0, batch, rows * columns, rows, columns, columns, 1);
  }

  Matrix transposed() {
    return new Matrix(tensor, at, batch, apart, columns, rows, column, row);
  }

  /** Writes {@code a b} into this, whose columns are neighbours. */
  void setProduct(Workspace space, Matrix a, Matrix b) {
    space
        .kernels()
        .gemmBatch(
            batch,
            rows,
            columns,
            a.columns,
            a.tensor.data(),
            a.tensor.offset() + a.at,
            a.apart,
            a.row,
            a.column,
            b.tensor.data(),
            b.tensor.offset() + b.at,
            b.apart,
            b.row,
            b.column,
            0,
            tensor.data(),
            tensor.offset() + at,
            apart,
            row);
  }
}
