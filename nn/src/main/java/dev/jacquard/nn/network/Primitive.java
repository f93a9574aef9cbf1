package dev.jacquard.nn.network;

/**
 * What a node is to a hypernetwork: the 15 primitives of GHN-2 (Knyazev et al. 2021), in the order
 * of its node embedding.
 */
public enum Primitive {
  /** Maximum pooling. */
  MAX_POOL,
  /** Average pooling with a kernel. */
  AVG_POOL,
  /** A convolution in groups. */
  SEP_CONV,
  /** A convolution in groups with dilation. */
  DIL_CONV,
  /** Any other convolution, or a linear map. */
  CONV,
  /** The core of multi-head self-attention. */
  MSA,
  /** The product of a squeeze-and-excitation block. */
  CSE,
  /** A sum. */
  SUM,
  /** A concatenation. */
  CONCAT,
  /** The images. */
  INPUT,
  /** The bias of a convolution or linear map. */
  BIAS,
  /** Batch norm. */
  BN,
  /** Layer norm. */
  LN,
  /** A positional encoding. */
  POS_ENC,
  /** A mean over pixels that keeps its axes, to any output size. */
  GLOB_AVG
}
