package dev.jacquard.hypernet.arch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a cell may do with one of its states: the 15 operations of DeepNets-1M, in its order. */
public enum CellOperation {
  /** Nothing: the state is not read. */
  NONE,
  /** Maximum pooling of 3 x 3 pixels. */
  MAX_POOL_3X3,
  /** Average pooling of 3 x 3 pixels; padding does not count. */
  AVG_POOL_3X3,
  /** The state itself, or, with stride 2, a factorised reduction. */
  SKIP_CONNECT,
  /** Two depthwise separable convolutions of 3 x 3. */
  SEP_CONV_3X3,
  /** Two depthwise separable convolutions of 5 x 5. */
  SEP_CONV_5X5,
  /** A dilated depthwise separable convolution of 3 x 3. */
  DIL_CONV_3X3,
  /** A dilated depthwise separable convolution of 5 x 5. */
  DIL_CONV_5X5,
  /** A convolution of 1 x 1. */
  CONV_1X1,
  /** A convolution of 1 x 7, then one of 7 x 1. */
  CONV_7X1_1X7,
  /** A convolution of 3 x 3. */
  CONV_3X3,
  /** A convolution of 5 x 5. */
  CONV_5X5,
  /** A convolution of 7 x 7. */
  CONV_7X7,
  /** Multi-head self-attention with the block around it, as in a vision transformer. */
  MSA,
  /** Squeeze-and-excitation. */
  CSE;

  /**
   * The operation with a name such as {@code sep_conv_3x3}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static CellOperation of(String name) {
    for (CellOperation operation : values()) {
      if (operation.toString().equals(name)) {
        return operation;
      }
    }
    List<String> names = Arrays.stream(values()).map(CellOperation::toString).toList();
    throw new IllegalArgumentException(
        "operation '" + name + "': expected one of " + String.join(", ", names));
  }

  /** The name, as {@link #of} takes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
