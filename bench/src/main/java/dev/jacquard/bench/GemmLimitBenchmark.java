package dev.jacquard.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The most float32 multiply-adds that one core of this machine can do from Java: the ceiling that a
 * matrix product is compared with, and in its name so that both are measured in one run.
 */
public class GemmLimitBenchmark extends PinnedScope {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * Independent sums. An FMA unit needs a latency of 4 to 5 cycles filled and cores have up to two
   * units, so 8 to 10 sums are the least; 12 and the two factors still fit into 16 registers.
   */
  private static final int SUMS = 12;

  /** Multiply-adds of one lane in one sum; a multiple of every vector length up to 2048 bits. */
  private static final int STEPS = 1 << 18;

  private final float[] factors = new float[2 * LANES];
  private final float[] starts = new float[SUMS * LANES];
  private final float[] sink = new float[LANES];

  /** Fills the arrays with values that all differ, so that the compiler can share no work. */
  public GemmLimitBenchmark() {
    for (int i = 0; i < factors.length; i++) {
      factors[i] = 1f / (3 + i);
    }
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i;
    }
  }

  /** Vector multiply-adds into sums in registers, with no memory access between them. */
  @Benchmark
  public float[] multiplyAdd(Flops flops) {
    flops.add(2L * SUMS * STEPS);
    FloatVector x = FloatVector.fromArray(SPECIES, factors, 0);
    FloatVector y = FloatVector.fromArray(SPECIES, factors, LANES);
    FloatVector s0 = FloatVector.fromArray(SPECIES, starts, 0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, starts, 1 * LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, starts, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, starts, 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, starts, 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, starts, 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, starts, 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, starts, 7 * LANES);
    FloatVector s8 = FloatVector.fromArray(SPECIES, starts, 8 * LANES);
    FloatVector s9 = FloatVector.fromArray(SPECIES, starts, 9 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, starts, 10 * LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, starts, 11 * LANES);
    for (int step = 0; step < STEPS; step += LANES) {
      s0 = x.fma(y, s0);
      s1 = x.fma(y, s1);
      s2 = x.fma(y, s2);
      s3 = x.fma(y, s3);
      s4 = x.fma(y, s4);
      s5 = x.fma(y, s5);
      s6 = x.fma(y, s6);
      s7 = x.fma(y, s7);
      s8 = x.fma(y, s8);
      s9 = x.fma(y, s9);
      s10 = x.fma(y, s10);
      s11 = x.fma(y, s11);
    }
    FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    FloatVector high = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    low.add(high).intoArray(sink, 0);
    return sink;
  }
}
