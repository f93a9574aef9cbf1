package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("portable")
class SafetensorsTest {
  private static TensorFileException refused(String header, int bytes) {
    byte[] file = SampleFiles.safetensors(header, new byte[bytes]);
    return assertThrows(TensorFileException.class, () -> Safetensors.read(file));
  }

  private static String entry(String name, String type, String shape, int begin, int end) {
    return String.format(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
        name, type, shape, begin, end);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyTypeIsReadAndWrittenBackWithTheSameBits(DType type) throws TensorFileException {
    byte[] data = new byte[6 * type.bytes()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 41 + 3);
    }
    byte[] file =
        SampleFiles.safetensors("{" + entry("a", type.name(), "[2,3]", 0, data.length) + "}", data);
    Safetensors read = Safetensors.read(file);
    assertEquals(type, read.array("a").type());
    Safetensors again = Safetensors.read(SampleFiles.written(read::write));
    assertTrue(read.array("a").bitEquals(again.array("a")));
  }

  @Test
  void metadataAndOrderSurvive(@TempDir Path directory) throws TensorFileException {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    arrays.put("floats", StoredArray.of(SampleFiles.MATRIX));
    arrays.put("longs", StoredArray.of(Shape.of(1), 5));
    arrays.put("", StoredArray.of(Shape.of(0)));
    Safetensors file = new Safetensors(arrays, Map.of("format", "pt", "größe", "\"\\\n"));
    Path path = directory.resolve("model.safetensors");
    file.write(path);
    Safetensors read = Safetensors.read(path);
    assertEquals(file.metadata(), read.metadata());
    assertEquals(List.of("floats", "longs", ""), List.copyOf(read.arrays().keySet()));
    arrays.forEach(
        (name, array) -> assertTrue(array.bitEquals(SampleFiles.in(read.arrays(), name)), name));
  }

  @Test
  void arraysLieAlignedBehindThePaddedHeader() throws TensorFileException {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    arrays.put("a", StoredArray.of(SampleFiles.MATRIX));
    arrays.put("b", StoredArray.of(Shape.of(1), 0x0102030405060708L));
    byte[] file = SampleFiles.written(out -> new Safetensors(arrays, Map.of()).write(out));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong(0);
    assertEquals(0, header % 8);
    assertEquals(0x0102030405060708L, bytes.getLong(8 + header));
  }

  @Test
  void streamsAreReadLikeFiles() throws TensorFileException {
    byte[] file =
        SampleFiles.safetensors("{" + entry("a", "I8", "[2]", 0, 2) + "}  ", (byte) 1, (byte) -1);
    assertArrayEquals(
        new long[] {1, -1}, Safetensors.read(new ByteArrayInputStream(file)).array("a").toLongs());
  }

  @Test
  void theMessageSaysWhatWasExpected() {
    assertEquals(
        "bytes: entry 'layer1.weight': expected 256 bytes for F32 [64], file has 128",
        refused("{" + entry("layer1.weight", "F32", "[64]", 0, 128) + "}", 128).getMessage());
  }

  @Test
  void arraysMustCoverTheFileWithoutHolesAndOverlaps() {
    String a = entry("a", "U8", "[2]", 0, 2);
    refused("{" + a + "," + entry("b", "U8", "[2]", 1, 3) + "}", 3);
    refused("{" + a + "," + entry("b", "U8", "[2]", 0, 2) + "}", 2);
    refused("{" + a + "," + entry("b", "U8", "[2]", 3, 5) + "}", 5);
    refused("{" + a + "}", 3);
    refused("{" + a + "}", 1);
    refused("{" + entry("a", "U8", "[2]", 1, 3) + "}", 3);
    refused("{}", 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2],\"x\":1}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[-2],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2.0],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967298],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[2],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"u8\",\"shape\":[2],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":null,\"shape\":[2],\"data_offsets\":[0,2]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,0]}}",
        "{\"a\":[]}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}} x",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}",
        " {\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}",
        "{\"__metadata__\":{\"n\":1},\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}",
        "[]"
      })
  void brokenHeadersAreRefused(String header) {
    TensorFileException e = refused(header, 2);
    assertTrue(e.getMessage().startsWith("bytes: "), e.getMessage());
  }

  @Test
  void theLengthOfTheHeaderIsCheckedFirst() {
    for (long length : new long[] {-1, 0, 1, 3, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
      byte[] file = SampleFiles.safetensors("{}");
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertThrows(TensorFileException.class, () -> Safetensors.read(file), "" + length);
    }
    assertThrows(TensorFileException.class, () -> Safetensors.read(new byte[7]));
  }
}
