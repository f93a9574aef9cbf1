package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Many small products in one call: the scores of an attention with 8 heads of 32 features. */
public class GemmBatchBenchmark extends KernelBenchmark {
  private static final int HEADS = 8;
  private static final int TOKENS = 64;
  private static final int FEATURES = 32;

  private final float[] queries = Values.normal(HEADS * TOKENS * FEATURES, 1);
  private final float[] keys = Values.normal(HEADS * TOKENS * FEATURES, 2);
  private final float[] scores = new float[HEADS * TOKENS * TOKENS];

  /** Every query times every key, head by head; heads lie side by side in a row. */
  @Benchmark
  public void attentionScores(Flops flops) {
    flops.add(2L * HEADS * TOKENS * TOKENS * FEATURES);
    int row = HEADS * FEATURES;
    kernels.gemmBatch(
        HEADS,
        TOKENS,
        TOKENS,
        FEATURES,
        queries,
        0,
        FEATURES,
        row,
        1,
        keys,
        0,
        FEATURES,
        1,
        row,
        0,
        scores,
        0,
        TOKENS * TOKENS,
        TOKENS);
  }
}
