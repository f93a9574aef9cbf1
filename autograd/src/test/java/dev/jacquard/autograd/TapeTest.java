package dev.jacquard.autograd;

import static dev.jacquard.autograd.op.Activate.activate;
import static dev.jacquard.autograd.op.Add.add;
import static dev.jacquard.autograd.op.Multiply.multiply;
import static dev.jacquard.autograd.op.Reshape.reshape;
import static dev.jacquard.autograd.op.Scale.scale;
import static dev.jacquard.autograd.op.Slice.slice;
import static dev.jacquard.autograd.op.Sum.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class TapeTest {
  private final Compute compute = Compute.open(Backend.SCALAR, 1);
  private final Tape tape = new Tape(compute);

  @AfterEach
  void everyBufferIsGivenBack() {
    tape.close();
    assertEquals(0, compute.pool().lent());
    compute.close();
  }

  private static Tensor vector(float... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  @Test
  void gradientsOfAProductAreTheOtherFactors() {
    Var a = tape.leaf(vector(2, 3));
    Var b = tape.leaf(vector(5, 7));
    tape.backward(sum(multiply(a, b)));

    assertArrayEquals(new float[] {5, 7}, tape.gradient(a).toArray());
    assertArrayEquals(new float[] {2, 3}, tape.gradient(b).toArray());
  }

  @Test
  void gradientsOfOneValueOnSeveralWaysAreAdded() {
    Var x = tape.leaf(vector(2, 3));
    Var y = add(multiply(x, x), add(x, scale(x, 10)));
    tape.backward(sum(y));

    assertArrayEquals(new float[] {15, 17}, tape.gradient(x).toArray());
  }

  @Test
  void anExpiredValueIsOverwritten() {
    Var x = scale(tape.constant(vector(-1, 2)), 2);
    float[] place = x.value().data();
    tape.expire(x);
    Var y = activate(x, Activation.RELU);

    assertSame(place, y.value().data());
    assertArrayEquals(new float[] {0, 4}, y.value().toArray());
    assertThrows(IllegalStateException.class, x::value);
    tape.release(x);
  }

  @Test
  void anExpiredValueThatIsNeededIsNot() {
    Var leaf = tape.leaf(vector(-1, 2));
    tape.expire(leaf);
    Var once = activate(leaf, Activation.RELU);
    Var square = multiply(once, once);
    tape.expire(once);
    Var y = add(once, square);
    Var gelu = activate(y, Activation.GELU);
    tape.backward(sum(gelu));

    assertArrayEquals(new float[] {-1, 2}, leaf.value().toArray());
    assertEquals(0, tape.gradient(leaf).get(0));
    assertEquals(5, tape.gradient(leaf).get(1), 1e-4);
  }

  @Test
  void aBackwardPassCanStartFromSeveralValues() {
    Var x = tape.leaf(vector(1, 2));
    Var y = scale(x, 2);
    Var z = multiply(y, y);
    tape.backward(List.of(y, z, y), List.of(vector(1, 1), vector(1, 0), vector(0, 1)));

    assertArrayEquals(new float[] {2 * (1 + 4), 2 * (1 + 1)}, tape.gradient(x).toArray());
  }

  @Test
  void givenGradientsAreNotChanged() {
    Tensor given = vector(1, 1);
    Var x = tape.leaf(vector(1, 2));
    Var y = add(x, x);
    tape.backward(List.of(y, x, y), List.of(given, given, given));

    assertArrayEquals(new float[] {1, 1}, given.toArray());
    assertArrayEquals(new float[] {5, 5}, tape.gradient(x).toArray());
  }

  @Test
  void gradientsOfTwoLeavesNeverShareAnArray() {
    Tensor given = vector(1, 2);
    Var a = tape.leaf(vector(1, 2));
    Var b = tape.leaf(vector(1, 2));
    tape.backward(List.of(add(a, b)), List.of(given));

    assertNotSame(tape.gradient(a).data(), tape.gradient(b).data());
    assertNotSame(given.data(), tape.gradient(a).data());
    assertNotSame(given.data(), tape.gradient(b).data());
  }

  @Test
  void gradientsOfSeveralBackwardPassesAreAdded() {
    Var x = tape.leaf(vector(1, 2));
    tape.backward(sum(scale(x, 3)));
    tape.backward(sum(scale(x, 4)));

    assertArrayEquals(new float[] {7, 7}, tape.gradient(x).toArray());
  }

  @Test
  void slicesOfOneValueGatherTheirGradientsInPlace() {
    Var x = tape.leaf(vector(1, 2, 3, 4));
    Var y = scale(x, 1);
    tape.backward(
        List.of(slice(y, 0, 0, 2), slice(y, 0, 1, 4)), List.of(vector(1, 2), vector(3, 4, 5)));

    assertArrayEquals(new float[] {1, 5, 4, 5}, tape.gradient(x).toArray());
  }

  @Test
  void whatHangsOnConstantsIsNotRecorded() {
    Var y = activate(tape.constant(vector(1, 2)), Activation.RELU);

    assertFalse(y.tracked());
    assertThrows(
        IllegalArgumentException.class, () -> tape.backward(List.of(y), List.of(vector(1, 1))));
  }

  @Test
  void aReleasedUntrackedValueGivesItsBufferBackAtOnce() {
    Var y = scale(tape.constant(vector(1, 2)), 2);
    Var view = reshape(y, 2, 1);
    assertEquals(1, compute.pool().lent());
    tape.release(y);
    assertEquals(1, compute.pool().lent());
    tape.release(view);
    tape.release(view);

    assertEquals(0, compute.pool().lent());
    assertThrows(IllegalStateException.class, y::value);
  }

  @Test
  void aReleasedTrackedValueStaysForTheRecordThatReadsIt() {
    Var x = tape.leaf(vector(2, 3));
    Var y = scale(x, 2);
    Var z = multiply(y, y);
    tape.release(y);
    assertEquals(2, compute.pool().lent());
    tape.backward(sum(z));

    assertArrayEquals(new float[] {16, 24}, tape.gradient(x).toArray());
  }

  @Test
  void aBackwardPassLeavesNothingButTheGradientsOfLeaves() {
    Var x = tape.leaf(vector(1, 2));
    Var unused = scale(x, 3);
    Var loss = sum(activate(scale(x, 2), Activation.TANH));
    tape.backward(loss);

    assertEquals(1, compute.pool().lent());
    IllegalStateException e = assertThrows(IllegalStateException.class, loss::value);
    assertTrue(e.toString().contains("backward"), e.toString());
    assertThrows(IllegalStateException.class, unused::value);
    assertEquals(Shape.of(2), unused.shape());
  }

  @Test
  void recordsAreConsumedOnce() {
    Var x = tape.leaf(vector(1));
    Var y = scale(x, 2);
    Var z = scale(y, 2);
    tape.backward(z);

    assertThrows(IllegalStateException.class, () -> tape.backward(z));
    assertThrows(IllegalStateException.class, () -> tape.backward(y));
    assertThrows(IllegalStateException.class, () -> scale(y, 3));
  }

  @Test
  void whatIsKeptOutlivesTheTape() {
    Var y = scale(tape.leaf(vector(1, 2)), 2);
    Tensor kept = tape.keep(y);
    tape.close();

    assertArrayEquals(new float[] {2, 4}, kept.toArray());
    assertThrows(IllegalStateException.class, y::value);
  }

  @Test
  void aClosedTapeRefusesEverything() {
    Var x = tape.leaf(vector(1));
    tape.backward(scale(x, 2));
    tape.close();
    tape.close();

    assertThrows(IllegalStateException.class, x::value);
    assertThrows(IllegalStateException.class, () -> scale(x, 2));
    assertThrows(IllegalStateException.class, () -> tape.leaf(vector(1)));
    assertThrows(IllegalStateException.class, () -> tape.constant(vector(1)));
    assertThrows(IllegalStateException.class, () -> tape.gradient(x));
    assertThrows(IllegalStateException.class, () -> tape.keep(x));
    assertThrows(IllegalStateException.class, () -> tape.release(x));
    assertThrows(IllegalStateException.class, () -> tape.backward(x));
  }

  @Test
  void anotherThreadIsRefused() {
    Var x = tape.leaf(vector(1));
    for (Runnable use :
        List.<Runnable>of(x::value, () -> scale(x, 2), tape::close, () -> tape.leaf(vector(1)))) {
      CompletionException e =
          assertThrows(CompletionException.class, () -> CompletableFuture.runAsync(use).join());
      assertTrue(e.getCause() instanceof IllegalStateException, e.toString());
      assertTrue(e.toString().contains("thread"), e.toString());
    }
  }

  @Test
  void twoTapesDoNotMeet() {
    Var x = tape.leaf(vector(1));
    try (Tape other = new Tape(compute)) {
      Var y = other.leaf(vector(1));

      assertThrows(IllegalArgumentException.class, () -> add(x, y));
      assertThrows(IllegalArgumentException.class, () -> add(y, x));
      assertThrows(IllegalArgumentException.class, () -> tape.keep(y));
      assertThrows(IllegalArgumentException.class, () -> tape.release(y));
      assertThrows(IllegalArgumentException.class, () -> tape.gradient(y));
      assertThrows(IllegalArgumentException.class, () -> tape.backward(y));
    }
  }

  @Test
  void aBackwardPassChecksWhereItStarts() {
    Var x = tape.leaf(vector(1, 2));
    Var y = scale(x, 2);

    assertThrows(IllegalArgumentException.class, () -> tape.backward(y));
    assertThrows(IllegalArgumentException.class, () -> tape.backward(List.of(y), List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> tape.backward(List.of(y), List.of(vector(1))));
  }

  @Test
  void aLeafThatNothingReachedHasNoGradient() {
    Var x = tape.leaf(vector(1));
    Var other = tape.leaf(vector(1));
    tape.backward(scale(x, 2));

    assertTrue(tape.hasGradient(x));
    assertFalse(tape.hasGradient(other));
    assertThrows(IllegalStateException.class, () -> tape.gradient(other));
  }

  @Test
  void onlyLeavesHaveGradients() {
    Var x = tape.leaf(vector(1));
    Var y = scale(x, 2);

    assertThrows(IllegalArgumentException.class, () -> tape.gradient(y));
    assertThrows(IllegalArgumentException.class, () -> tape.hasGradient(y));
  }

  @Test
  void leavesAndConstantsShareTheCallersTensor() {
    Tensor given = vector(1, 2);
    Var leaf = tape.leaf(given);

    assertSame(given, leaf.value());
    assertSame(given.data(), reshape(leaf, 2, 1).value().data());
    assertSame(given, tape.constant(given).value());
  }

  @Test
  void aRuleThatReturnsAnotherShapeIsRefused() {
    Var x = tape.leaf(vector(1, 2));
    Var y =
        Operation.on(x).gradient(x, (space, dy) -> Tensor.zeros(3)).result(x.value().reshape(1, 2));

    assertThrows(
        IllegalStateException.class, () -> tape.backward(List.of(y), List.of(Tensor.zeros(1, 2))));
  }

  @Test
  void aFailedOperationLeavesTheTapeUsable() {
    Var x = tape.leaf(vector(1, 2));
    assertThrows(IllegalArgumentException.class, () -> add(x, tape.constant(vector(1, 2, 3))));
    tape.backward(sum(scale(x, 2)));

    assertArrayEquals(new float[] {2, 2}, tape.gradient(x).toArray());
  }
}
