package dev.jacquard.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class ElementaryTest {
  /** A prime, so that all exponents and all low bits come by. */
  private static final int STEP = 2003;

  private interface FloatFunction {
    float of(float x);
  }

  @Test
  void expIsAsAccurateAsItsDocumentationSays() {
    assertWithin(1, Elementary::exp, StrictMath::exp);
  }

  @Test
  void sigmoidIsAsAccurateAsItsDocumentationSays() {
    assertWithin(2.4, Elementary::sigmoid, DoubleMath::sigmoid);
  }

  @Test
  void tanhIsAsAccurateAsItsDocumentationSays() {
    assertWithin(1.4, Elementary::tanh, StrictMath::tanh);
  }

  @Test
  void erfIsAsAccurateAsItsDocumentationSays() {
    assertWithin(1.3, Elementary::erf, DoubleMath::erf);
  }

  /** Compares a function over floats of every exponent and sign. */
  private static void assertWithin(double ulps, FloatFunction f, DoubleUnaryOperator exact) {
    double worst = 0;
    float worstAt = 0;
    for (long bits = 0; bits < 1L << 32; bits += STEP) {
      float x = Float.intBitsToFloat((int) bits);
      float got = f.of(x);
      double want = exact.applyAsDouble(x);
      if (Double.isNaN(want) || Float.isInfinite((float) want)) {
        assertEquals((float) want, got, "at " + x);
        continue;
      }
      double error = Math.abs(got - want) / Math.ulp((float) want);
      if (!(error <= worst)) {
        worst = error;
        worstAt = x;
      }
    }
    assertTrue(worst < ulps, "error of " + worst + " ulp at " + worstAt);
  }

  @Test
  void expOverflowsAndUnderflowsWhereFloatsEnd() {
    assertEquals(Float.POSITIVE_INFINITY, Elementary.exp(Float.POSITIVE_INFINITY));
    assertEquals(Float.POSITIVE_INFINITY, Elementary.exp(88.72284f));
    assertEquals(3.4027e38f, Elementary.exp(88.7228f), 1e34f);
    assertEquals(Float.MIN_VALUE, Elementary.exp(-103.9f));
    assertEquals(0f, Elementary.exp(-104f));
    assertEquals(0f, Elementary.exp(-1e30f));
    assertEquals(0f, Elementary.exp(Float.NEGATIVE_INFINITY));
    assertEquals(1f, Elementary.exp(0f));
    assertEquals(1f, Elementary.exp(-0f));
  }

  @Test
  void limitsAreReached() {
    assertEquals(1f, Elementary.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1f, Elementary.tanh(Float.NEGATIVE_INFINITY));
    assertEquals(1f, Elementary.erf(Float.POSITIVE_INFINITY));
    assertEquals(-1f, Elementary.erf(Float.NEGATIVE_INFINITY));
    assertEquals(1f, Elementary.sigmoid(Float.POSITIVE_INFINITY));
    assertEquals(0f, Elementary.sigmoid(Float.NEGATIVE_INFINITY));
    assertEquals(0.5f, Elementary.sigmoid(-0f));
  }

  @Test
  void tanhAndErfAreOdd() {
    assertEquals(-0f, Elementary.tanh(-0f));
    assertEquals(-0f, Elementary.erf(-0f));
    for (float x = 1e-44f; x < 20; x *= 1.37f) {
      assertEquals(-Elementary.tanh(x), Elementary.tanh(-x));
      assertEquals(-Elementary.erf(x), Elementary.erf(-x));
    }
  }

  @Test
  void functionsAreContinuousWhereTheirPiecesMeet() {
    float tanh = Elementary.TANH_SMALL;
    float erf = Elementary.ERF_SMALL;
    assertEquals(Elementary.tanh(tanh), Elementary.tanh(Math.nextUp(tanh)), 2e-7f);
    assertEquals(Elementary.erf(erf), Elementary.erf(Math.nextUp(erf)), 2e-7f);
    assertEquals(1f, Elementary.erf(Elementary.ERF_MAX));
  }

  /** Values of erf from Abramowitz and Stegun, table 7.1. */
  @Test
  void referenceErfAgreesWithTheTable() {
    assertEquals(0.5204998778, DoubleMath.erf(0.5), 1e-10);
    assertEquals(0.8427007929, DoubleMath.erf(1), 1e-10);
    assertEquals(0.9953222650, DoubleMath.erf(2), 1e-10);
    assertEquals(-0.9661051465, DoubleMath.erf(-1.5), 1e-10);
  }
}
