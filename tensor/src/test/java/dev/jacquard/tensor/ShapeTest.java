package dev.jacquard.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class ShapeTest {
  @Test
  void theSizeIsTheProductOfTheAxes() {
    assertEquals(24, Shape.of(2, 3, 4).size());
    assertEquals(1, Shape.of().size());
    assertEquals(0, Shape.of(5, 0).size());
  }

  @Test
  void aScalarHasNoAxes() {
    assertEquals(0, Shape.scalar().rank());
    assertEquals(Shape.scalar(), Shape.of());
  }

  @Test
  void stridesAreRowMajor() {
    assertArrayEquals(new int[] {12, 4, 1}, Shape.of(2, 3, 4).strides());
  }

  @Test
  void aShapeDoesNotShareTheArrayItWasMadeFrom() {
    int[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 9;
    shape.dims()[1] = 9;
    assertEquals(Shape.of(2, 3), shape);
  }

  @Test
  void shapesWithTheSameAxesAreEqual() {
    assertEquals(Shape.of(2, 3).hashCode(), Shape.of(2, 3).hashCode());
    assertNotEquals(Shape.of(2, 3), Shape.of(3, 2));
    assertNotEquals(Shape.of(6), Shape.of(2, 3));
  }

  @Test
  void aNegativeAxisIsRefusedWithTheShape() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Shape.of(2, -1));
    assertEquals("shape [2, -1]: expected no negative axis", e.getMessage());
  }

  @Test
  void moreElementsThanAnArrayHoldsAreRefusedHoweverManyAxesOverflow() {
    int big = Integer.MAX_VALUE;
    assertThrows(IllegalArgumentException.class, () -> Shape.of(1 << 16, 1 << 15));
    assertThrows(IllegalArgumentException.class, () -> Shape.of(big, big, big, big));
    assertThrows(
        IllegalArgumentException.class, () -> Shape.of(1 << 16, 1 << 16, 1 << 16, 1 << 16));
  }

  @Test
  void anAxisOfZeroEmptiesAnyShape() {
    int big = Integer.MAX_VALUE;
    assertEquals(0, Shape.of(big, big, 0).size());
    assertEquals(0, Shape.of(0, big, big).size());
  }

  @Test
  void oneAxisCanBeExchanged() {
    assertEquals(Shape.of(2, 7, 4), Shape.of(2, 3, 4).withDim(1, 7));
  }

  @Test
  void productsOfSomeAxesCount() {
    assertEquals(12, Shape.of(2, 3, 4).product(1, 3));
    assertEquals(1, Shape.of(2, 3, 4).product(2, 2));
  }

  @Test
  void itReadsAsItsAxes() {
    assertEquals("[64, 3, 7, 7]", Shape.of(64, 3, 7, 7).toString());
  }
}
