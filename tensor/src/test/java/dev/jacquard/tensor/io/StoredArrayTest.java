package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredArrayTest {
  private static StoredArray of(DType type, ByteBuffer bytes) {
    Shape shape = Shape.of(bytes.capacity() / type.bytes());
    return new StoredArray("test", type, shape, bytes.order(), false, Content.of(bytes.clear()));
  }

  private static StoredArray shorts(DType type, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return of(type, bytes);
  }

  private static StoredArray longs(DType type, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.BIG_ENDIAN);
    bytes.asLongBuffer().put(values);
    return of(type, bytes);
  }

  @Test
  void halfPrecisionCoversSubnormalsAndInfinities() {
    StoredArray array =
        shorts(DType.F16, 0x0001, 0x83ff, 0x0400, 0x3c00, 0xc000, 0x7bff, 0x7c00, 0xfc00, 0x8000);
    float inf = Float.POSITIVE_INFINITY;
    assertArrayEquals(
        new float[] {0x1p-24f, -0x3ffp-24f, 0x1p-14f, 1, -2, 65504, inf, -inf, -0.0f},
        array.toFloats());
  }

  @Test
  void halfPrecisionKeepsThePayloadOfNaN() {
    float nan = shorts(DType.F16, 0x7e01).toFloats()[0];
    assertEquals(0x7fc02000, Float.floatToRawIntBits(nan));
  }

  @Test
  void bfloat16IsTheUpperHalfOfAFloat() {
    assertArrayEquals(
        new float[] {1, -3.140625f, Float.POSITIVE_INFINITY},
        shorts(DType.BF16, 0x3f80, 0xc049, 0x7f80).toFloats());
  }

  @Test
  void float32SurvivesBitForBit() {
    int[] bits = {0x7f800001, 0xffc12345, 0x80000000, 0x00000001, 0xff800000};
    ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.BIG_ENDIAN);
    bytes.asIntBuffer().put(bits);
    float[] floats = of(DType.F32, bytes).toFloats();
    for (int i = 0; i < bits.length; i++) {
      assertEquals(bits[i], Float.floatToRawIntBits(floats[i]));
    }
  }

  @Test
  void integersAreRoundedToFloatOnce() {
    // 2^24 + 1 + 2^-30 of it would round up from a double that had been rounded already.
    long tie = (1L << 62) + (1L << 38) + 1;
    assertEquals((float) tie, longs(DType.I64, tie).toFloats()[0]);
    assertEquals((float) tie * 1.0f, longs(DType.U64, tie).toFloats()[0]);
  }

  @Test
  void unsignedIntegersAreNotNegative() throws TensorFileException {
    assertEquals(BigInteger.ONE.shiftLeft(64).floatValue(), longs(DType.U64, -1).toFloats()[0], 0f);
    assertEquals(0x1p63, longs(DType.U64, Long.MIN_VALUE).toDoubles()[0]);
    assertArrayEquals(new long[] {65535}, shorts(DType.U16, 0xffff).toLongs());
    assertArrayEquals(new long[] {-1}, shorts(DType.I16, 0xffff).toLongs());
  }

  @Test
  void longsAreExactOrRefused() throws TensorFileException {
    double[] exact = {3, -0.0, -0x1p63};
    ByteBuffer bytes = ByteBuffer.allocate(24);
    bytes.asDoubleBuffer().put(exact);
    assertArrayEquals(new long[] {3, 0, Long.MIN_VALUE}, of(DType.F64, bytes).toLongs());
    for (double bad : new double[] {1.5, 0x1p63, Double.NaN, Double.NEGATIVE_INFINITY}) {
      StoredArray array = of(DType.F64, ByteBuffer.allocate(8).putDouble(0, bad));
      TensorFileException e = assertThrows(TensorFileException.class, array::toLongs);
      assertTrue(e.getMessage().startsWith("test: " + bad), e.getMessage());
    }
    assertThrows(TensorFileException.class, () -> longs(DType.U64, -1).toLongs());
  }

  @Test
  void anyByteButZeroIsTrue() {
    assertArrayEquals(
        new float[] {0, 1, 1},
        of(DType.BOOL, ByteBuffer.wrap(new byte[] {0, 1, (byte) 0x80})).toFloats());
  }

  @Test
  void chunksEndOnElementsOfEveryWidth() throws TensorFileException {
    for (DType type : DType.values()) {
      int count = (1 << 16) / type.bytes() + 3;
      ByteBuffer bytes = ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put(bytes.capacity() - 1, (byte) 0x40);
      float[] floats = of(type, bytes).toFloats();
      assertEquals(count, floats.length);
      assertTrue(floats[count - 1] > 0, type.name());
      assertEquals(0, floats[count - 2]);
    }
  }

  @Test
  void aTensorAndItsArrayHaveTheSameBits() {
    Tensor part = Tensor.view(Shape.of(2, 2), new float[] {9, 1, 2, Float.NaN, 4, 9}, 1);
    assertTrue(part.bitEquals(StoredArray.of(part).toTensor()));
    Map<String, Tensor> named = Map.of("part", part);
    assertTrue(
        part.bitEquals(SampleFiles.in(StoredArray.toTensors(StoredArray.ofAll(named)), "part")));
  }

  @Test
  void equalBitsAreFoundInAnyByteOrder() {
    ByteBuffer little = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 5);
    assertTrue(of(DType.I64, little).bitEquals(longs(DType.I64, 5)));
    assertFalse(of(DType.I64, little).bitEquals(longs(DType.I64, 6)));
    assertFalse(of(DType.I64, little).bitEquals(longs(DType.U64, 5)));
    assertFalse(of(DType.I64, little).bitEquals(longs(DType.I64, 5, 5)));
  }

  @Test
  void aSummaryLeavesOutWhatIsNotFinite() {
    Tensor tensor = Tensor.of(Shape.of(4), 1, Float.NaN, 3, Float.NEGATIVE_INFINITY);
    assertEquals(new Summary(1, 3, 2, 1, 2), StoredArray.of(tensor).summary());
    assertTrue(Double.isNaN(StoredArray.of(Tensor.zeros(0)).summary().mean()));
  }

  @Test
  void valuesMustFillTheShape() {
    assertThrows(IllegalArgumentException.class, () -> StoredArray.of(Shape.of(2), 1L));
  }
}
