package dev.jacquard.hypernet.ghn;

/**
 * What a hypernetwork is made of.
 *
 * @param classes of the networks that it predicts
 * @param hidden features of a node; a multiple of 8
 * @param maxOut O, out-channels of what is decoded at once
 * @param maxIn I, its in-channels
 * @param maxKernel S, its rows and columns
 * @param processing how nodes exchange messages
 * @param decoding how weights are decoded
 * @param normalised whether predicted parameters are normalised
 * @param virtualEdges whether messages go along virtual edges too
 * @param layerNorm whether a layer norm ends the exchange
 */
public record GhnConfig(
    int classes,
    int hidden,
    int maxOut,
    int maxIn,
    int maxKernel,
    Processing processing,
    Decoding decoding,
    boolean normalised,
    boolean virtualEdges,
    boolean layerNorm) {
  /** How a node's features become its embedding. */
  public enum Processing {
    /** By gated message passing. */
    GATED_GNN,
    /** By itself: the baseline. */
    MLP
  }

  /** What decodes weights. */
  public enum Decoding {
    /** A decoder with 1 x 1 convolutions. */
    CONV,
    /** Two linear maps. */
    MLP
  }

  /** Checks the numbers. */
  public GhnConfig {
    expect(classes >= 1, "classes", "1 or more", classes);
    expect(hidden >= 8 && hidden % 8 == 0, "hidden features", "a multiple of 8", hidden);
    expect(maxOut >= 1 && maxIn >= 1 && maxKernel >= 1, "largest shape", "1 or more", maxOut);
    // The classifier of the MLP decoder is read as [classes, in].
    expect(decoding == Decoding.CONV || maxOut == maxIn, "largest shape", "out = in", maxOut);
  }

  private static void expect(boolean holds, String what, String expected, int actual) {
    if (!holds) {
      throw new IllegalArgumentException(
          "hypernetwork: " + what + ": expected " + expected + ", got " + actual);
    }
  }

  /** Features of a decoded vector: that many weights and as many biases. */
  int maxVector() {
    return Math.max(maxOut, maxIn);
  }
}
