package dev.jacquard.bench;

import static dev.jacquard.bench.NormalizationBenchmark.CHANNELS;
import static dev.jacquard.bench.NormalizationBenchmark.COLUMNS;
import static dev.jacquard.bench.NormalizationBenchmark.EPS;
import static dev.jacquard.bench.NormalizationBenchmark.INNER;
import static dev.jacquard.bench.NormalizationBenchmark.OUTER;
import static dev.jacquard.bench.NormalizationBenchmark.ROWS;

import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The norms of {@link NormalizationBenchmark} by libtorch. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NormalizationPeer extends PinnedScope {
  private static final int N = OUTER * CHANNELS * INNER;
  private static final long[] NORMALIZED = {COLUMNS};

  private Tensor images;
  private Tensor imagesGradient;
  private Tensor imagesResult;
  private Tensor first;
  private Tensor second;
  private TensorOptional channelGamma;
  private TensorOptional channelBeta;
  private TensorOptional channelMean;
  private TensorOptional channelVariance;
  private TensorOptional none;
  private Tensor rows;
  private Tensor rowsGradient;
  private Tensor rowMean;
  private Tensor rowInverseStd;
  private TensorOptional gamma;
  private TensorOptional beta;
  private BoolPointer everything;
  private BoolPointer input;
  private BoolPointer parameters;

  /** Copies the operands. */
  @Setup
  public void make(LibtorchKernels trial) {
    images = trial.tensor(Values.normal(N, 1), OUTER, CHANNELS, INNER);
    imagesGradient = trial.tensor(Values.normal(N, 2), OUTER, CHANNELS, INNER);
    imagesResult = trial.tensor(new float[N], OUTER, CHANNELS, INNER);
    first = trial.tensor(new float[CHANNELS], CHANNELS);
    second = trial.tensor(new float[CHANNELS], CHANNELS);
    channelMean = optional(trial, Values.normal(CHANNELS, 3));
    channelVariance = optional(trial, Values.positive(CHANNELS, 4));
    channelGamma = optional(trial, Values.positive(CHANNELS, 5));
    channelBeta = optional(trial, Values.normal(CHANNELS, 6));
    none = trial.own(new TensorOptional());
    rows = trial.own(images.view(ROWS, COLUMNS));
    rowsGradient = trial.own(imagesGradient.view(ROWS, COLUMNS));
    rowMean = trial.tensor(Values.normal(ROWS, 3), ROWS, 1);
    rowInverseStd = trial.tensor(Values.positive(ROWS, 4), ROWS, 1);
    gamma = optional(trial, Values.positive(COLUMNS, 5));
    beta = optional(trial, Values.normal(COLUMNS, 6));
    everything = trial.mask(true, true, true);
    input = trial.mask(true, false, false);
    parameters = trial.mask(false, true, true);
  }

  private static TensorOptional optional(LibtorchTrial trial, float[] values) {
    return trial.own(new TensorOptional(trial.tensor(values, values.length)));
  }

  /** Batch norm with given statistics. */
  @Benchmark
  public void normalizeChannels(Bytes bytes) {
    bytes.addFloats(2L * N);
    batchNorm(channelMean, channelVariance, false);
  }

  /** Batch norm with the statistics of the batch. */
  @Benchmark
  public void batchNorm(Bytes bytes) {
    bytes.addFloats(2L * N);
    batchNorm(none, none, true);
  }

  private void batchNorm(TensorOptional mean, TensorOptional variance, boolean training) {
    torch
        .native_batch_norm_out(
            imagesResult,
            first,
            second,
            images,
            channelGamma,
            channelBeta,
            mean,
            variance,
            training,
            0,
            EPS)
        .close();
  }

  /** The gradients of batch norm. */
  @Benchmark
  public void batchNormGrad(Bytes bytes) {
    bytes.addFloats(3L * N);
    torch
        .native_batch_norm_backward(
            imagesGradient,
            images,
            channelGamma,
            none,
            none,
            channelMean,
            channelVariance,
            true,
            EPS,
            everything)
        .close();
  }

  /** Layer norm. */
  @Benchmark
  public void layerNorm(Bytes bytes) {
    bytes.addFloats(2L * N);
    torch.native_layer_norm(rows, NORMALIZED, gamma, beta, EPS).close();
  }

  /** Its gradient to the input. */
  @Benchmark
  public void layerNormGrad(Bytes bytes) {
    bytes.addFloats(3L * N);
    layerNormGrad(input);
  }

  /** Its gradients to gamma and beta. */
  @Benchmark
  public void layerNormParameterGrad(Bytes bytes) {
    bytes.addFloats(2L * N);
    layerNormGrad(parameters);
  }

  private void layerNormGrad(BoolPointer wanted) {
    torch
        .native_layer_norm_backward(
            rowsGradient, rows, NORMALIZED, rowMean, rowInverseStd, gamma, beta, wanted)
        .close();
  }
}
