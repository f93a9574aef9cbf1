package dev.jacquard.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The most bytes that this machine moves from Java in a second: what kernels that are bound by
 * memory are compared with. It depends on where the operands lie, so that a kernel is compared with
 * the limit of about as many bytes as one call of it moves, and with the faster of reading and
 * scaling. With {@code -t 2}, two threads share these bytes.
 */
public class MemoryLimitBenchmark extends PinnedScope {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BYTES_PER_KIB = 1024;
  private static final float FACTOR = 1.5f;

  /** Independent sums, or vectors that are stored in one round. */
  private static final int VECTORS = 4;

  private static final int ROUND = VECTORS * LANES;

  /**
   * The bytes that a call moves, in KiB, all threads together: such as stay in a core's second
   * cache, such as stay in a last one at best, and such as stay in none.
   */
  @Param({"512", "16384", "262144"})
  public int kibibytes;

  private float[] x = {};
  private float[] y = {};
  private final float[] sink = new float[LANES];

  /** Makes this thread's share of the arrays. */
  @Setup
  public void make(BenchmarkParams all) {
    make(all.getThreads());
  }

  /** Makes the share of one of so many threads. */
  void make(int threads) {
    int floats = kibibytes * (BYTES_PER_KIB / Float.BYTES) / threads;
    int half = floats / 2 / ROUND * ROUND;
    x = Values.positive(2 * half, 1);
    y = new float[half];
  }

  /** The sum of one array. */
  @Benchmark
  public float[] read(Bytes bytes) {
    bytes.addFloats(x.length);
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < x.length; i += ROUND) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
    }
    s0.add(s1).add(s2.add(s3)).intoArray(sink, 0);
    return sink;
  }

  /** Half as many values, multiplied into another array. */
  @Benchmark
  public float[] scale(Bytes bytes) {
    bytes.addFloats(2L * y.length);
    for (int i = 0; i < y.length; i += ROUND) {
      FloatVector.fromArray(SPECIES, x, i).mul(FACTOR).intoArray(y, i);
      FloatVector.fromArray(SPECIES, x, i + LANES).mul(FACTOR).intoArray(y, i + LANES);
      FloatVector.fromArray(SPECIES, x, i + 2 * LANES).mul(FACTOR).intoArray(y, i + 2 * LANES);
      FloatVector.fromArray(SPECIES, x, i + 3 * LANES).mul(FACTOR).intoArray(y, i + 3 * LANES);
    }
    return y;
  }
}
