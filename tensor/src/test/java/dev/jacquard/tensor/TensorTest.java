package dev.jacquard.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class TensorTest {
  private static Tensor counting(int... dims) {
    Tensor tensor = Tensor.zeros(dims);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data()[i] = i;
    }
    return tensor;
  }

  @Test
  void elementsAreRowMajor() {
    Tensor tensor = counting(2, 3, 4);
    assertEquals(0, tensor.get(0, 0, 0));
    assertEquals(23, tensor.get(1, 2, 3));
    assertEquals(17, tensor.get(1, 1, 1));
    tensor.set(-1, 1, 0, 2);
    assertEquals(-1, tensor.data()[14]);
  }

  @Test
  void anIndexOutsideTheShapeIsRefused() {
    Tensor tensor = counting(2, 3);
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(0, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(1));
  }

  @Test
  void reshapeAndSliceShareTheArray() {
    Tensor tensor = counting(4, 3);
    Tensor slice = tensor.slice(1, 3);
    assertEquals(Shape.of(2, 3), slice.shape());
    assertArrayEquals(new float[] {3, 4, 5, 6, 7, 8}, slice.toArray());
    slice.reshape(6).set(50, 5);
    assertEquals(50, tensor.get(2, 2));
    assertSame(tensor.data(), slice.data());
  }

  @Test
  void aSliceOfASliceCountsFromTheInnerOne() {
    assertArrayEquals(new float[] {6, 7, 8}, counting(4, 3).slice(1, 4).slice(1, 2).toArray());
  }

  @Test
  void emptySlicesAreTensorsToo() {
    assertEquals(0, counting(4, 3).slice(4, 4).size());
    assertThrows(IndexOutOfBoundsException.class, () -> counting(4, 3).slice(2, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> Tensor.scalar(1).slice(0, 1));
  }

  @Test
  void aReshapeKeepsTheNumberOfElements() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> counting(2, 3).reshape(4));
    assertEquals("reshape [2, 3] to [4]: expected 6 elements", e.getMessage());
  }

  @Test
  void copiesAreTheirOwn() {
    Tensor tensor = counting(2, 2);
    Tensor copy = tensor.slice(1, 2).copy();
    copy.fill(9);
    assertNotSame(tensor.data(), copy.data());
    assertEquals(2, tensor.get(1, 0));
  }

  @Test
  void valuesAreTakenOverFromATensorOfTheSameSize() {
    Tensor tensor = Tensor.zeros(2, 2);
    tensor.set(counting(8).slice(4, 8));
    assertArrayEquals(new float[] {4, 5, 6, 7}, tensor.toArray());
    assertThrows(IllegalArgumentException.class, () -> tensor.set(counting(3)));
  }

  @Test
  void fillingASliceLeavesTheRest() {
    Tensor tensor = counting(3, 2);
    tensor.slice(1, 2).fill(7);
    assertArrayEquals(new float[] {0, 1, 7, 7, 4, 5}, tensor.toArray());
  }

  @Test
  void bitEqualityTellsZerosApartAndKnowsNaN() {
    Tensor a = Tensor.of(Shape.of(2), 0f, Float.NaN);
    assertTrue(a.bitEquals(Tensor.of(Shape.of(2), 0f, Float.NaN)));
    assertFalse(a.bitEquals(Tensor.of(Shape.of(2), -0f, Float.NaN)));
    assertFalse(a.bitEquals(a.reshape(1, 2)));
  }

  @Test
  void theItemIsTheOnlyElement() {
    assertEquals(3, Tensor.scalar(3).item());
    assertEquals(4, counting(6).slice(4, 5).item());
    assertThrows(IllegalStateException.class, () -> counting(2).item());
  }

  @Test
  void theArrayMustFit() {
    assertThrows(IllegalArgumentException.class, () -> Tensor.of(Shape.of(3), 1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> Tensor.view(Shape.of(3), new float[4], 2));
  }

  @Test
  void smallTensorsReadAsTheirValues() {
    assertEquals("Tensor[2][1.0, 2.0]", Tensor.of(Shape.of(2), 1, 2).toString());
    assertEquals("Tensor[5, 5]", Tensor.zeros(5, 5).toString());
  }
}
