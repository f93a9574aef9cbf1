package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("portable")
class NpyTest {
  private static final String F4 = "{'descr': '<f4', 'fortran_order': False, 'shape': ";

  private static byte[] encoded(DType type, ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * type.bytes()).order(order);
    for (int value : values) {
      switch (type) {
        case BOOL, U8, I8 -> bytes.put((byte) value);
        case U16, I16 -> bytes.putShort((short) value);
        case U32, I32 -> bytes.putInt(value);
        case U64, I64 -> bytes.putLong(value);
        case F16 -> bytes.putShort((short) (value == 0 ? 0 : 0x3c00));
        case BF16 -> throw new IllegalArgumentException();
        case F32 -> bytes.putFloat(value);
        case F64 -> bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  private static TensorFileException refused(byte[] file) {
    return assertThrows(TensorFileException.class, () -> Npy.read(file));
  }

  @ParameterizedTest
  @CsvSource({
    "b1, BOOL",
    "u1, U8",
    "i1, I8",
    "u2, U16",
    "i2, I16",
    "u4, U32",
    "i4, I32",
    "u8, U64",
    "i8, I64",
    "f2, F16",
    "f4, F32",
    "f8, F64"
  })
  void everyTypeIsReadInBothByteOrdersAndBothStorageOrders(String code, DType type)
      throws TensorFileException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      String descr = (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + code;
      byte[] data = encoded(type, order, 0, 1, 1, 0, 0, 1);
      byte[] rows = SampleFiles.npy(SampleFiles.npyHeader(descr, false, "(2, 3)"), data);
      byte[] columns = SampleFiles.npy(SampleFiles.npyHeader(descr, true, "(2, 3)"), data);
      StoredArray array = Npy.read(rows);
      assertEquals(type, array.type());
      assertEquals(Shape.of(2, 3), array.shape());
      assertArrayEquals(new float[] {0, 1, 1, 0, 0, 1}, array.toFloats());
      assertArrayEquals(new float[] {0, 1, 0, 1, 0, 1}, Npy.read(columns).toFloats());
      assertArrayEquals(new long[] {0, 1, 0, 1, 0, 1}, Npy.read(columns).toLongs());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", ">f8", ">i2", "|u1", "<i8"})
  void whatIsReadIsWrittenBackWithTheSameBits(String descr) throws TensorFileException {
    int width = descr.charAt(2) - '0';
    byte[] data = new byte[24 * width];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 37);
    }
    for (boolean fortran : new boolean[] {false, true}) {
      StoredArray array =
          Npy.read(SampleFiles.npy(SampleFiles.npyHeader(descr, fortran, "(2, 3, 4)"), data));
      byte[] written = SampleFiles.written(out -> Npy.write(out, array));
      assertTrue(array.bitEquals(Npy.read(written)), descr + fortran);
      assertEquals(0, (written.length - data.length) % 64);
    }
  }

  @Test
  void tensorsAndLongsAreWrittenAsNumPyWritesThem() throws TensorFileException {
    byte[] floats = SampleFiles.written(out -> Npy.write(out, StoredArray.of(Tensor.scalar(2))));
    String header = new String(floats, 10, 118, StandardCharsets.ISO_8859_1);
    assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", header.stripTrailing());
    assertEquals(132, floats.length);
    byte[] longs = SampleFiles.written(out -> Npy.write(out, StoredArray.of(Shape.of(1), 7)));
    assertTrue(
        new String(longs, StandardCharsets.ISO_8859_1).contains("'<i8'")
            && new String(longs, StandardCharsets.ISO_8859_1).contains("(1,), }"));
    assertArrayEquals(new long[] {7}, Npy.read(longs).toLongs());
  }

  @Test
  void filesStreamsAndBytesAreReadAlike(@TempDir Path directory) throws TensorFileException {
    Path path = directory.resolve("matrix.npy");
    StoredArray matrix = StoredArray.of(SampleFiles.MATRIX);
    Npy.write(path, matrix);
    byte[] bytes = SampleFiles.written(out -> Npy.write(out, matrix));
    assertTrue(matrix.bitEquals(Npy.read(path)));
    assertTrue(matrix.bitEquals(Npy.read(bytes)));
    assertTrue(matrix.bitEquals(Npy.read(new ByteArrayInputStream(bytes))));
  }

  @Test
  void longStreamsAreReadInManyPieces() throws TensorFileException {
    float[] values = new float[100_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    StoredArray array = StoredArray.of(Tensor.of(Shape.of(values.length), values));
    byte[] bytes = SampleFiles.written(out -> Npy.write(out, array));
    assertTrue(array.bitEquals(Npy.read(new ByteArrayInputStream(bytes))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'shape': (2,), 'fortran_order': False, 'descr': '<f4'}",
        "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2L,)}   \n",
        "{'descr':'<f4','fortran_order':False,'shape':( 1 , 2 ),}",
      })
  void headersMayBeWrittenInOtherWays(String header) throws TensorFileException {
    assertEquals(2, Npy.read(SampleFiles.npy(header, new byte[8])).shape().size());
  }

  @Test
  void laterVersionsHaveLongerLengths() throws TensorFileException {
    byte[] file = SampleFiles.npy(F4 + "(2,)}", new byte[8]);
    byte[] longer = new byte[file.length + 2];
    System.arraycopy(file, 0, longer, 0, 10);
    System.arraycopy(file, 10, longer, 12, file.length - 10);
    longer[6] = 2;
    assertEquals(Shape.of(2), Npy.read(longer).shape());
    longer[6] = 3;
    assertEquals(Shape.of(2), Npy.read(longer).shape());
    longer[6] = 4;
    refused(longer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        F4 + "(-2,)}",
        F4 + "(2)}",
        F4 + "(2.0,)}",
        F4 + "(2, 3)",
        F4 + "(2,)} x",
        F4 + "(2,), 'shape': (2,)}",
        F4 + "(2,), 'other': (2,)}",
        F4 + "(99999999999999999999,)}",
        F4 + "(65536, 65536)}",
        F4 + "(2147483647, 2147483647, 2147483647)}",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '=f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<U4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
        "{}",
        ""
      })
  void brokenHeadersAreRefused(String header) {
    TensorFileException e = refused(SampleFiles.npy(header, new byte[8]));
    assertTrue(e.getMessage().startsWith("bytes: "), e.getMessage());
  }

  @Test
  void dataMustBeAsLongAsTheHeaderSays() {
    assertEquals(
        "bytes: expected 8 bytes for F32 [2], file has 7",
        refused(SampleFiles.npy(F4 + "(2,)}", new byte[7])).getMessage());
    refused(SampleFiles.npy(F4 + "(2,)}", new byte[9]));
  }

  @Test
  void missingFilesAndDirectoriesAreNamed(@TempDir Path directory) {
    Path missing = directory.resolve("missing.npy");
    TensorFileException e = assertThrows(TensorFileException.class, () -> Npy.read(missing));
    assertTrue(e.getMessage().contains("missing.npy: NoSuchFile"), e.getMessage());
    assertThrows(TensorFileException.class, () -> Npy.read(directory));
  }

  @Test
  void bfloat16HasNoNpyType() throws TensorFileException {
    StoredArray array =
        Safetensors.read(
                SampleFiles.safetensors(
                    "{\"a\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]}}",
                    new byte[2]))
            .array("a");
    assertThrows(
        TensorFileException.class, () -> SampleFiles.written(out -> Npy.write(out, array)));
    TensorFileException e =
        assertThrows(
            TensorFileException.class,
            () -> SampleFiles.written(out -> Npz.write(out, Map.of("w", array))));
    assertTrue(e.getMessage().startsWith("stream: entry 'w.npy': BF16 [1]"), e.getMessage());
  }

  @Test
  void anEmptyArrayHasAShape() throws TensorFileException {
    StoredArray empty = Npy.read(SampleFiles.npy(F4 + "(0, 3)}"));
    assertEquals(Shape.of(0, 3), empty.toTensor().shape());
    byte[] written = SampleFiles.written(out -> Npy.write(out, empty));
    assertTrue(empty.bitEquals(Npy.read(written)));
    assertEquals(0, Arrays.copyOfRange(written, 128, written.length).length);
  }
}
