package dev.jacquard.tensor;

import java.util.Objects;

/**
 * Random numbers that are a pure function of (seed, path of splits, index): Philox 4x32-10, the
 * counter-based generator of Salmon et al. 2011, "Parallel Random Numbers: As Easy as 1, 2, 3".
 *
 * <p>A stream has no state. Number i of a stream is the same on every machine, in every order of
 * asking, and on any number of threads, and streams that were split off by different keys are
 * independent. A stream holds 2^66 words of 32 bits; they are addressed by a {@code long} index.
 */
public final class RandomStream {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  /** The last word of the counter: numbers and splits never share a block. */
  private static final int NUMBERS = 0;

  private static final int SPLITS = 1;

  private final int key0;
  private final int key1;

  private RandomStream(int key0, int key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** The stream of a seed. */
  public static RandomStream of(long seed) {
    return new RandomStream((int) seed, (int) (seed >>> 32));
  }

  /** The stream that belongs to a key below this one: same key, same stream. */
  public RandomStream split(long key) {
    int[] block = new int[4];
    philox((int) key, (int) (key >>> 32), 0, SPLITS, key0, key1, block);
    return new RandomStream(block[0], block[1]);
  }

  /** The stream that belongs to a name below this one: same name, same stream. */
  public RandomStream split(String name) {
    RandomStream stream = split(name.length());
    for (int i = 0; i < name.length(); i++) {
      stream = stream.split(name.charAt(i));
    }
    return stream;
  }

  /** The 32 bits at an index. */
  public int bits(long index) {
    int[] block = new int[4];
    block(index >>> 2, block);
    return block[(int) (index & 3)];
  }

  /** The number at an index, uniform in [0, 1): a multiple of 2^-24. */
  public float uniform(long index) {
    return uniform(bits(index));
  }

  /** The number at an index, of the standard normal distribution. */
  public float normal(long index) {
    float[] pair = new float[2];
    normalPair(bits(index & ~1L), bits(index | 1), pair, 0);
    return pair[(int) (index & 1)];
  }

  /**
   * The number at an index, uniform in 0 to bound - 1; its bias is at most {@code bound / 2^32}.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int below(long index, int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound is " + bound + ", expected 1 or more");
    }
    return (int) ((Integer.toUnsignedLong(bits(index)) * bound) >>> 32);
  }

  /**
   * Fills n elements with the numbers {@code index}, {@code index + 1}, ..., uniform in [low,
   * high): {@code low + (high - low) * uniform(i)}.
   *
   * @throws IndexOutOfBoundsException if the elements do not lie inside the array
   */
  public void fillUniform(float[] x, int at, int n, long index, float low, float high) {
    Objects.checkFromIndexSize(at, n, x.length);
    int[] block = new int[4];
    for (int i = 0; i < n; i++) {
      x[at + i] = low + (high - low) * uniform(word(index, i, block));
    }
  }

  /** Fills a tensor with the numbers from index 0 on, uniform in [low, high). */
  public void fillUniform(Tensor tensor, float low, float high) {
    fillUniform(tensor.data(), tensor.offset(), tensor.size(), 0, low, high);
  }

  /** Fills a tensor with the numbers from index 0 on, normal with a mean and a deviation. */
  public void fillNormal(Tensor tensor, float mean, float deviation) {
    int[] block = new int[4];
    float[] pair = new float[2];
    float[] x = tensor.data();
    int at = tensor.offset();
    for (int i = 0; i < tensor.size(); i++) {
      if ((i & 1) == 0) {
        int first = word(0, i, block);
        normalPair(first, block[(i & 3) + 1], pair, 0);
      }
      x[at + i] = mean + deviation * pair[i & 1];
    }
  }

  /**
   * A random order of 0 to n - 1 (Fisher and Yates), from the numbers 0 to n - 1 of this stream.
   *
   * @throws IllegalArgumentException if n is negative
   */
  public int[] permutation(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("permutation of " + n + ", expected 0 or more");
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i, i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Word {@code index + i}; {@code block} holds its block between calls with rising i. */
  private int word(long index, int i, int[] block) {
    long position = index + i;
    if (i == 0 || (position & 3) == 0) {
      block(position >>> 2, block);
    }
    return block[(int) (position & 3)];
  }

  private void block(long number, int[] block) {
    philox((int) number, (int) (number >>> 32), 0, NUMBERS, key0, key1, block);
  }

  private static float uniform(int bits) {
    return (bits >>> 8) * 0x1p-24f;
  }

  /** Box and Muller 1958, in StrictMath: equal everywhere. */
  private static void normalPair(int bits0, int bits1, float[] pair, int at) {
    double radius =
        StrictMath.sqrt(-2 * StrictMath.log((Integer.toUnsignedLong(bits0) + 1) * 0x1p-32));
    double angle = 2 * Math.PI * Integer.toUnsignedLong(bits1) * 0x1p-32;
    pair[at] = (float) (radius * StrictMath.cos(angle));
    pair[at + 1] = (float) (radius * StrictMath.sin(angle));
  }

  /** Ten rounds of Philox 4x32 on the counter (c0, c1, c2, c3) with the key (k0, k1). */
  static void philox(int c0, int c1, int c2, int c3, int k0, int k1, int[] result) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(c0);
      long product1 = Integer.toUnsignedLong(MULTIPLIER_1) * Integer.toUnsignedLong(c2);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    result[0] = c0;
    result[1] = c1;
    result[2] = c2;
    result[3] = c3;
  }
}
