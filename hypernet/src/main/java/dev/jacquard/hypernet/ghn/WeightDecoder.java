package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;

/** Turns the embeddings of nodes into blocks of weights, all of one size. */
interface WeightDecoder {
  /**
   * Blocks of weights of convolutions and linear maps.
   *
   * @param nodes embeddings, {@code [n, hidden]}
   * @param size what of the decoder's largest shape is wanted
   * @return {@code [n, height, width, out, in]}
   */
  Var blocks(Var nodes, BlockSize size);

  /**
   * Blocks of weights of classifiers, {@code [n, 1, 1, classes, in]}.
   *
   * @param nodes embeddings, {@code [n, hidden]}
   * @param in how many in-channels are wanted
   */
  Var classifiers(Var nodes, int in);
}
