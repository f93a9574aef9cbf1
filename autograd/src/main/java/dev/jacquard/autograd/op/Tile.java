package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Repeats a whole block along every axis and cuts the last repetition: {@code y[i, j, ...] = x[i
 * mod I, j mod J, ...]}; {@code dx} = the sum of {@code dy} over all repetitions. An axis may be
 * cut shorter than the block itself.
 */
public final class Tile {
  private Tile() {}

  /**
   * Fills a shape with copies of x.
   *
   * @param shape of as many axes as x, which is not empty
   */
  public static Var tile(Var x, Shape shape) {
    Expect.rank("tile: shape", x.shape().rank(), shape);
    Expect.that(x.shape().size() > 0, "tile: input", "one element or more", x.shape());
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(shape);
    forEachPart(
        x.shape(),
        shape,
        (dims, block, tiled, at) ->
            op.kernels().copy(dims, a.data(), a.offset(), block, y.data(), y.offset() + at, tiled));
    return op.adding(
            x,
            (space, dy, dx) ->
                forEachPart(
                    x.shape(),
                    shape,
                    (dims, block, tiled, at) ->
                        space
                            .kernels()
                            .addCopy(
                                dims,
                                dy.data(),
                                dy.offset() + at,
                                tiled,
                                dx.data(),
                                dx.offset(),
                                block)))
        .result(y);
  }

  /** A part of the tiling that one strided copy covers. */
  @FunctionalInterface
  private interface Part {
    /**
     * Copies one part.
     *
     * @param dims twice as many axes as the block has: how often, and how much of, each axis
     * @param block strides in the block, 0 for the repetitions
     * @param tiled strides in the tiling
     * @param at where the part begins in the tiling
     */
    void copy(int[] dims, int[] block, int[] tiled, int at);
  }

  /**
   * Every axis falls into its whole repetitions and a rest, so that r axes make up to {@code 2^r}
   * parts; bit a of {@code rests} says which of the two axis a contributes.
   */
  private static void forEachPart(Shape block, Shape tiled, Part part) {
    int rank = block.rank();
    for (int rests = 0; rests < 1 << rank; rests++) {
      int[] dims = new int[2 * rank];
      int[] blockStrides = new int[2 * rank];
      int[] tiledStrides = new int[2 * rank];
      int at = 0;
      for (int axis = 0; axis < rank; axis++) {
        int dim = block.dim(axis);
        int whole = tiled.dim(axis) / dim;
        boolean rest = (rests >> axis & 1) == 1;
        dims[2 * axis] = rest ? 1 : whole;
        dims[2 * axis + 1] = rest ? tiled.dim(axis) % dim : dim;
        blockStrides[2 * axis + 1] = block.strides()[axis];
        tiledStrides[2 * axis] = dim * tiled.strides()[axis];
        tiledStrides[2 * axis + 1] = tiled.strides()[axis];
        at += rest ? whole * dim * tiled.strides()[axis] : 0;
      }
      if (Shape.of(dims).size() > 0) {
        part.copy(dims, blockStrides, tiledStrides, at);
      }
    }
  }
}
