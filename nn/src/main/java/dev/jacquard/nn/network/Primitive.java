package dev.jacquard.nn.network;

import java.util.Locale;

/**
 * What a node is to a hypernetwork: the 15 primitives of GHN-2 (Knyazev et al. 2021), in the order
 * of its node embedding.
 */
public enum Primitive {
  /** Maximum pooling. */
  MAX_POOL(0),
  /** Average pooling with a kernel. */
  AVG_POOL(1),
  /** A convolution in groups. */
  SEP_CONV(2),
  /** A convolution in groups with dilation. */
  DIL_CONV(3),
  /** Any other convolution, or a linear map. */
  CONV(4),
  /** The core of multi-head self-attention. */
  MSA(5),
  /** The product of a squeeze-and-excitation block. */
  CSE(6),
  /** A sum. */
  SUM(7),
  /** A concatenation. */
  CONCAT(8),
  /** The images. */
  INPUT(9),
  /** The bias of a convolution or linear map. */
  BIAS(10),
  /** Batch norm. */
  BN(11),
  /** Layer norm. */
  LN(12),
  /** A positional encoding. */
  POS_ENC(13),
  /** A mean over pixels that keeps its axes, to any output size. */
  GLOB_AVG(14);

  private final int index;

  Primitive(int index) {
    this.index = index;
  }

  /** The name in the published hypernetworks, such as {@code max_pool}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The row of the node embedding that is for this primitive. */
  public int index() {
    return index;
  }
}
