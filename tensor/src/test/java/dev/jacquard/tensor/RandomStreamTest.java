package dev.jacquard.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class RandomStreamTest {
  /** The known answers that the authors of Philox publish for ten rounds of 4x32. */
  @Test
  void philoxGivesItsPublishedAnswers() {
    assertArrayEquals(
        new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, philox(0, 0, 0, 0, 0, 0));
    assertArrayEquals(
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, philox(-1, -1, -1, -1, -1, -1));
    assertArrayEquals(
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
        philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
  }

  private static int[] philox(int c0, int c1, int c2, int c3, int k0, int k1) {
    int[] result = new int[4];
    RandomStream.philox(c0, c1, c2, c3, k0, k1, result);
    return result;
  }

  @Test
  void theFirstWordsAreThePublishedBlockOfTheSeed() {
    RandomStream stream = RandomStream.of(0);
    assertEquals(0x6627e8d5, stream.bits(0));
    assertEquals(0x9b00dbd8, stream.bits(3));
  }

  /** These bits are part of what "same seed, same result" promises: they must not change. */
  @Test
  void splitsStayWhatTheyAre() {
    RandomStream stream = RandomStream.of(42).split(7).split("conv1.weight");
    assertEquals(stream.bits(5), RandomStream.of(42).split(7).split("conv1.weight").bits(5));
    assertNotEquals(stream.bits(5), RandomStream.of(42).split(8).split("conv1.weight").bits(5));
    assertNotEquals(stream.bits(5), RandomStream.of(42).split(7).split("conv2.weight").bits(5));
    assertNotEquals(stream.bits(5), RandomStream.of(43).split(7).split("conv1.weight").bits(5));
    assertEquals(KNOWN, stream.bits(5));
  }

  private static final int KNOWN = 377626150;

  @Test
  void fillingInPartsEqualsFillingAtOnce() {
    RandomStream stream = RandomStream.of(3);
    float[] whole = new float[101];
    stream.fillUniform(whole, 0, 101, 10, -1, 1);
    float[] parts = new float[101];
    stream.fillUniform(parts, 0, 37, 10, -1, 1);
    stream.fillUniform(parts, 37, 64, 47, -1, 1);
    assertArrayEquals(whole, parts);
    assertEquals(-1 + 2 * stream.uniform(10 + 50), whole[50]);
  }

  @Test
  void indicesBeyondAnIntAreOtherNumbers() {
    RandomStream stream = RandomStream.of(3);
    assertNotEquals(stream.bits(1), stream.bits(1 + (1L << 34)));
  }

  @Test
  void uniformNumbersFillTheirRangeEvenly() {
    Tensor x = Tensor.zeros(100_000);
    RandomStream.of(1).fillUniform(x, 0, 1);
    int[] tenths = new int[10];
    for (float v : x.toArray()) {
      assertTrue(v >= 0 && v < 1);
      tenths[(int) (v * 10)]++;
    }
    // Six standard deviations of a binomial count of 100,000 draws with p = 0.1.
    Arrays.stream(tenths).forEach(count -> assertEquals(10_000, count, 570));
  }

  @Test
  void normalNumbersHaveMeanDeviationAndTails() {
    Tensor x = Tensor.zeros(100_001);
    RandomStream.of(2).fillNormal(x, 0, 1);
    double sum = 0;
    double squares = 0;
    int tails = 0;
    for (float v : x.toArray()) {
      sum += v;
      squares += (double) v * v;
      tails += Math.abs(v) > 1.959964 ? 1 : 0;
    }
    assertEquals(0, sum / x.size(), 0.02);
    assertEquals(1, squares / x.size(), 0.03);
    assertEquals(0.05, tails / (double) x.size(), 0.005);
    assertEquals(RandomStream.of(2).normal(100_000), x.get(100_000));
    assertEquals(RandomStream.of(2).normal(7), x.get(7));
  }

  @Test
  void numbersBelowABoundReachAllAndNoMore() {
    boolean[] seen = new boolean[7];
    for (int i = 0; i < 1000; i++) {
      seen[RandomStream.of(5).below(i, 7)] = true;
    }
    assertArrayEquals(new boolean[] {true, true, true, true, true, true, true}, seen);
    assertThrows(IllegalArgumentException.class, () -> RandomStream.of(5).below(0, 0));
  }

  @Test
  void aPermutationHoldsEveryNumberOnce() {
    int[] order = RandomStream.of(8).permutation(100);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 100; i++) {
      assertEquals(i, sorted[i]);
    }
    assertTrue(order[0] != 0 || order[1] != 1 || order[2] != 2);
    assertEquals(0, RandomStream.of(8).permutation(0).length);
  }
}
