package dev.jacquard.nn.train;

import dev.jacquard.tensor.Tensor;

/**
 * How often a network was right.
 *
 * @param correct images whose largest logit was at their label
 * @param images all images
 */
public record Accuracy(int correct, int images) {
  /** Of no image yet. */
  public static final Accuracy NONE = new Accuracy(0, 0);

  /** With a further batch. */
  public Accuracy plus(Tensor logits, int[] labels) {
    return new Accuracy(correct + correct(logits, labels), images + labels.length);
  }

  /** The share of images, 0 to 1; NaN of no image. */
  public double top1() {
    return (double) correct / images;
  }

  /**
   * How many rows have their largest value at their label; the first of equal ones counts.
   *
   * @param logits {@code [N, classes]}
   * @param labels N of them
   */
  public static int correct(Tensor logits, int[] labels) {
    if (logits.shape().rank() != 2 || logits.shape().dim(0) != labels.length) {
      throw new IllegalArgumentException(
          "logits: expected [" + labels.length + ", classes], got " + logits.shape());
    }
    int correct = 0;
    for (int n = 0; n < labels.length; n++) {
      int best = 0;
      for (int k = 1; k < logits.shape().dim(1); k++) {
        if (logits.get(n, k) > logits.get(n, best)) {
          best = k;
        }
      }
      if (best == labels[n]) {
        correct++;
      }
    }
    return correct;
  }
}
