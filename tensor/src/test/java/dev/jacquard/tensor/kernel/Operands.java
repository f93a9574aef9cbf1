package dev.jacquard.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The arrays of one call of a kernel. Each lies at some offset in an array of its own. What
 * surrounds an input is NaN, which would show in the result; what surrounds a destination is a
 * guard, which has to be there afterwards.
 */
final class Operands {
  /** Part of an array: n elements from place {@code at}. */
  @SuppressWarnings("ArrayRecordComponent") // the array is the point: kernels write into it
  record Block(float[] v, int at, int n) {
    float[] elements() {
      return Arrays.copyOfRange(v, at, at + n);
    }
  }

  /** The elements of one destination after the call. */
  @SuppressWarnings("ArrayRecordComponent")
  record Output(String name, float[] values) {}

  private static final float GUARD = 1.2345e7f;
  private static final int[] OFFSETS = {0, 1, 3, 5};
  private static final int BEHIND = 9;

  private final SplittableRandom random;
  private final boolean magnitudes;
  private int turn;
  private final List<Block> inputs = new ArrayList<>();
  private final List<float[]> inputsBefore = new ArrayList<>();
  private final Map<String, Block> destinations = new LinkedHashMap<>();
  private final List<Output> results = new ArrayList<>();

  /**
   * @param seed of the values and of the offsets
   * @param magnitudes whether every random value is replaced by its magnitude, so that a sum of
   *     products becomes the sum of its terms' magnitudes
   */
  Operands(long seed, boolean magnitudes) {
    this.random = new SplittableRandom(seed);
    this.magnitudes = magnitudes;
    this.turn = Math.floorMod(seed, OFFSETS.length);
  }

  private Block place(int n, float around) {
    int at = OFFSETS[turn++ % OFFSETS.length];
    float[] v = new float[at + n + BEHIND];
    Arrays.fill(v, around);
    return new Block(v, at, n);
  }

  /** An input of n values given one by one. */
  Block values(float... values) {
    Block block = place(values.length, Float.NaN);
    System.arraycopy(values, 0, block.v, block.at, values.length);
    inputs.add(block);
    inputsBefore.add(block.v.clone());
    return block;
  }

  /** An input of n values from -scale to scale. */
  Block input(int n, float scale) {
    return values(uniform(n, scale));
  }

  /** An input of n values from -1 to 1. */
  Block input(int n) {
    return input(n, 1);
  }

  /** An input of n values from 0.1 to 1.1. */
  Block positive(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (0.1 + random.nextDouble());
    }
    return values(values);
  }

  private float[] uniform(int n, float scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      float value = (float) ((2 * random.nextDouble() - 1) * scale);
      values[i] = magnitudes ? Math.abs(value) : value;
    }
    return values;
  }

  /** A destination that is overwritten: n times NaN, so that it shows if it is read. */
  Block output(String name, int n) {
    Block block = place(n, GUARD);
    Arrays.fill(block.v, block.at, block.at + n, Float.NaN);
    destinations.put(name, block);
    return block;
  }

  /** A destination that is read too: n values from -1 to 1. */
  Block inout(String name, int n) {
    return inout(name, uniform(n, 1));
  }

  /** A destination that is read too, with values given one by one. */
  Block inout(String name, float... values) {
    Block block = output(name, values.length);
    System.arraycopy(values, 0, block.v, block.at, values.length);
    return block;
  }

  /** A result that is no array of floats. */
  void result(String name, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    results.add(new Output(name, floats));
  }

  /**
   * What the call left in its destinations.
   *
   * @throws AssertionError if it wrote beside a destination or changed an input
   */
  List<Output> outcome() {
    for (int i = 0; i < inputs.size(); i++) {
      Block block = inputs.get(i);
      for (int j = 0; j < block.n; j++) {
        int place = block.at + j;
        assertEquals(inputsBefore.get(i)[place], block.v[place], "input " + i + " changed at " + j);
      }
    }
    List<Output> all = new ArrayList<>(results);
    destinations.forEach(
        (name, block) -> {
          for (int i = 0; i < block.v.length; i++) {
            if (i < block.at || i >= block.at + block.n) {
              assertEquals(GUARD, block.v[i], name + " written at " + (i - block.at));
            }
          }
          all.add(new Output(name, block.elements()));
        });
    return all;
  }
}
