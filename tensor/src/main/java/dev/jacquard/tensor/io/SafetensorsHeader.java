package dev.jacquard.tensor.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.jacquard.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: eight bytes of length, and a JSON object from names to types,
 * shapes and places. The arrays must cover all that follows it, without holes and without overlaps.
 *
 * @param length all bytes before the arrays'
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, long length) {
  private static final String METADATA = "__metadata__";
  private static final int LARGEST = 1 << 24;
  private static final int ALIGNMENT = 8;

  /** One array; its bytes lie from {@code begin} to {@code end}, counted from the header's end. */
  record Entry(DType type, Shape shape, long begin, long end) {}

  /** What messages call an array. */
  static String where(ByteSource source, String name) {
    return source.name() + ": entry '" + Excerpt.of(name) + "'";
  }

  /** Reads the header and checks it against the file's size. */
  static SafetensorsHeader read(ByteSource source) throws TensorFileException {
    long size = source.slice(0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (size < 2 || size > LARGEST || size > source.size() - Long.BYTES) {
      throw new TensorFileException(
          source.name()
              + ": expected a header of at most "
              + Math.min(LARGEST, source.size() - Long.BYTES)
              + " bytes, its length is "
              + Long.toUnsignedString(size));
    }
    if (source.slice(Long.BYTES, 1).get(0) != '{') {
      throw new TensorFileException(source.name() + ": expected a header that begins with '{'");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    InputStream json = source.stream(Long.BYTES, size);
    try (JsonTokens tokens = new JsonTokens(source.name() + ": header", json)) {
      tokens.expect(JsonToken.START_OBJECT, "an object");
      while (tokens.next() != JsonToken.END_OBJECT) {
        String name = tokens.text();
        tokens.expect(JsonToken.START_OBJECT, "an object for '" + Excerpt.of(name) + "'");
        if (name.equals(METADATA)) {
          readMetadata(tokens, metadata);
        } else {
          entries.put(name, readEntry(where(source, name), tokens));
        }
        checkCount(tokens, entries.size());
      }
      tokens.expectEnd();
    }
    checkCover(source, entries, source.size() - Long.BYTES - size);
    return new SafetensorsHeader(entries, metadata, Long.BYTES + size);
  }

  /** The bytes of the header for these arrays. */
  static byte[] encode(Safetensors file) throws IOException {
    if (Math.max(file.arrays().size(), file.metadata().size()) > FormatLimits.MOST_ENTRIES) {
      throw new TensorFileException(
          "expected at most " + FormatLimits.MOST_ENTRIES + " entries to write");
    }
    Map<String, Long> places = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, StoredArray> entry : byAlignment(file.arrays()).entrySet()) {
      places.put(entry.getKey(), end);
      end += entry.getValue().byteCount();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[Long.BYTES], 0, Long.BYTES);
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!file.metadata().isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      for (Map.Entry<String, StoredArray> entry : file.arrays().entrySet()) {
        if (entry.getKey().equals(METADATA)) {
          throw new TensorFileException("expected no array with the name " + METADATA);
        }
        long begin = places.getOrDefault(entry.getKey(), 0L);
        StoredArray array = entry.getValue();
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("dtype", array.type().name());
        json.writeFieldName("shape");
        json.writeArray(array.shape().dims(), 0, array.shape().rank());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, begin + array.byteCount()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    byte[] header = bytes.toByteArray();
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length - Long.BYTES);
    return header;
  }

  /** The arrays in the order of their bytes: wide elements first, so that all lie aligned. */
  static Map<String, StoredArray> byAlignment(Map<String, StoredArray> arrays) {
    List<Map.Entry<String, StoredArray>> sorted = new ArrayList<>(arrays.entrySet());
    sorted.sort(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()));
    Map<String, StoredArray> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, StoredArray> entry : sorted) {
      ordered.put(entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(ordered);
  }

  private static void readMetadata(JsonTokens tokens, Map<String, String> metadata)
      throws TensorFileException {
    while (tokens.next() != JsonToken.END_OBJECT) {
      String key = tokens.text();
      tokens.expect(JsonToken.VALUE_STRING, "a string for '" + Excerpt.of(key) + "'");
      metadata.put(key, tokens.text());
      checkCount(tokens, metadata.size());
    }
  }

  private static Entry readEntry(String where, JsonTokens tokens) throws TensorFileException {
    String typeName = "";
    long[] dims = {};
    long[] offsets = {};
    int fields = 0;
    while (tokens.next() != JsonToken.END_OBJECT) {
      fields++;
      switch (tokens.text()) {
        case "dtype" -> {
          tokens.expect(JsonToken.VALUE_STRING, "the name of a type");
          typeName = tokens.text();
        }
        case "shape" -> dims = readIntegers(tokens, FormatLimits.MOST_AXES);
        case "data_offsets" -> offsets = readIntegers(tokens, 2);
        default -> throw tokens.error("'dtype', 'shape' or 'data_offsets'");
      }
    }
    if (fields != 3 || offsets.length != 2) {
      throw new TensorFileException(where + ": expected dtype, shape and two data_offsets");
    }
    DType type = type(where, typeName);
    Shape shape = FormatLimits.shape(where, type, dims);
    if (offsets[0] < 0 || offsets[1] < offsets[0]) {
      throw new TensorFileException(
          where + ": expected offsets in order, got " + Arrays.toString(offsets));
    }
    long expected = (long) shape.size() * type.bytes();
    if (offsets[1] - offsets[0] != expected) {
      throw new TensorFileException(
          where
              + ": expected "
              + expected
              + " bytes for "
              + type
              + " "
              + shape
              + ", file has "
              + (offsets[1] - offsets[0]));
    }
    return new Entry(type, shape, offsets[0], offsets[1]);
  }

  private static long[] readIntegers(JsonTokens tokens, int most) throws TensorFileException {
    tokens.expect(JsonToken.START_ARRAY, "an array of integers");
    long[] integers = new long[most];
    int count = 0;
    while (tokens.next() != JsonToken.END_ARRAY) {
      if (count == most) {
        throw tokens.error("at most " + most + " integers");
      }
      integers[count++] = tokens.integer();
    }
    return Arrays.copyOf(integers, count);
  }

  private static DType type(String where, String name) throws TensorFileException {
    for (DType type : DType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new TensorFileException(
        where
            + ": expected one of "
            + Arrays.toString(DType.values())
            + ", got '"
            + Excerpt.of(name)
            + "'");
  }

  private static void checkCount(JsonTokens tokens, int count) throws TensorFileException {
    if (count > FormatLimits.MOST_ENTRIES) {
      throw tokens.error("at most " + FormatLimits.MOST_ENTRIES + " entries");
    }
  }

  private static void checkCover(ByteSource source, Map<String, Entry> entries, long bytes)
      throws TensorFileException {
    List<Map.Entry<String, Entry>> byPlace = new ArrayList<>(entries.entrySet());
    byPlace.sort(
        Map.Entry.comparingByValue(
            Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)));
    long covered = 0;
    for (Map.Entry<String, Entry> named : byPlace) {
      Entry entry = named.getValue();
      if (entry.begin != covered) {
        throw new TensorFileException(
            where(source, named.getKey())
                + ": expected to begin at byte "
                + covered
                + " where the one before it ends, begins at "
                + entry.begin);
      }
      covered = entry.end;
    }
    if (covered != bytes) {
      throw new TensorFileException(
          source.name() + ": expected " + covered + " bytes of arrays, file has " + bytes);
    }
  }
}
