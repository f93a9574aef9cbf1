package dev.jacquard.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class TensorPoolTest {
  private final TensorPool pool = new TensorPool();

  @Test
  void aBufferThatCameBackIsLentAgain() {
    float[] first = pool.take(1000);
    pool.give(first);
    assertSame(first, pool.take(990));
  }

  @Test
  void lentBuffersAreDistinct() {
    assertNotSame(pool.take(8), pool.take(8));
    assertEquals(2, pool.lent());
  }

  @Test
  void buffersAreAtMostAnEighthTooLong() {
    for (int n = 128; n < 1 << 20; n += n / 16 + 1) {
      int length = TensorPool.capacity(n);
      assertTrue(length >= n && length <= n + n / 8, n + " -> " + length);
    }
    assertEquals(Integer.MAX_VALUE - 9, TensorPool.capacity(Integer.MAX_VALUE - 9));
    assertEquals(Integer.MAX_VALUE, TensorPool.capacity(Integer.MAX_VALUE));
  }

  @Test
  void emptyBuffersAreLentAndGivenBackLikeOthers() {
    float[] a = pool.take(0);
    float[] b = pool.take(0);
    pool.give(a);
    pool.give(b);
    assertEquals(0, pool.lent());
  }

  @Test
  void whatWasNotLentIsRefused() {
    float[] buffer = pool.take(10);
    pool.give(buffer);
    assertThrows(IllegalStateException.class, () -> pool.give(buffer));
    assertThrows(IllegalStateException.class, () -> pool.give(new float[16]));
    assertThrows(IllegalStateException.class, () -> new TensorPool().forget(buffer));
    assertThrows(IllegalArgumentException.class, () -> pool.take(-1));
  }

  @Test
  void aForgottenBufferIsNeverLentAgain() {
    Tensor kept = pool.take(Shape.of(3, 4));
    pool.forget(kept.data());
    assertNotSame(kept.data(), pool.take(Shape.of(3, 4)).data());
    assertEquals(1, pool.lent());
  }

  @Test
  void bytesCountWhatThePoolHolds() {
    float[] a = pool.take(16);
    float[] b = pool.take(32);
    assertEquals((16 + 32) * 4, pool.bytes());
    pool.give(a);
    pool.clear();
    assertEquals(32 * 4, pool.bytes());
    pool.forget(b);
    assertEquals(0, pool.bytes());
  }
}
