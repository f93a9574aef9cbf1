package dev.jacquard.nn.network;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/** The running statistics of one batch norm, which batches change in place. */
public final class NormStatistics {
  private final Tensor mean;
  private final Tensor variance;
  private long batches;

  /**
   * Statistics that share these tensors.
   *
   * @param mean {@code [C]}
   * @param variance {@code [C]}, unbiased
   * @param batches how many batches they rest on
   * @throws IllegalArgumentException if the shapes differ or there are fewer than 0 batches
   */
  public NormStatistics(Tensor mean, Tensor variance, long batches) {
    if (!mean.shape().equals(variance.shape()) || batches < 0) {
      throw new IllegalArgumentException(
          "running statistics: expected mean and variance of one shape and 0 or more batches, got "
              + mean.shape()
              + ", "
              + variance.shape()
              + ", "
              + batches);
    }
    this.mean = mean;
    this.variance = variance;
    this.batches = batches;
  }

  /** The mean of each channel, {@code [C]}. */
  public Tensor mean() {
    return mean;
  }

  /** The unbiased variance of each channel, {@code [C]}. */
  public Tensor variance() {
    return variance;
  }

  /** How many batches have been taken in. */
  public long batches() {
    return batches;
  }

  /**
   * Takes in a batch by PyTorch's rule: {@code running = (1 - momentum) running + momentum batch}.
   *
   * @param batchMean {@code [C]}
   * @param biased variance of the batch, {@code [C]}, divided by the number of values
   * @param values how many values each channel had, 2 or more
   */
  void blend(Tensor batchMean, Tensor biased, long values, double momentum) {
    batches++;
    double unbias = values / (values - 1.0);
    Shape shape = mean.shape();
    for (int c = 0; c < shape.size(); c++) {
      mean.set((float) ((1 - momentum) * mean.get(c) + momentum * batchMean.get(c)), c);
      variance.set(
          (float) ((1 - momentum) * variance.get(c) + momentum * unbias * biased.get(c)), c);
    }
  }

  void set(NormStatistics other) {
    mean.set(other.mean);
    variance.set(other.variance);
    batches = other.batches;
  }

  /** Takes in a batch so that all batches weigh the same: a blend with 1 / number of batches. */
  void average(Tensor batchMean, Tensor biased, long values) {
    blend(batchMean, biased, values, 1.0 / (batches + 1));
  }
}
