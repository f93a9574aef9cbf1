package dev.jacquard.tensor.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON documents as trees of plain values: {@code Map<String, Object>} in the document's order,
 * {@code List<Object>}, {@link String}, {@link Long}, {@link Double}, {@link Boolean} and {@link
 * None#NONE}; all of them unmodifiable. Documents are UTF-8, at most 200 levels deep, with strings
 * of at most a million characters, and no object may have a name twice; errors give line and
 * column.
 */
public final class Json {
  private static final long MOST_GROWTH = 4;

  private Json() {}

  /**
   * Reads the document of a file.
   *
   * @throws TensorFileException if the file cannot be read or is not one JSON document
   */
  public static Object read(Path path) throws TensorFileException {
    try (ByteSource source = ByteSource.open(path)) {
      return parse(source);
    }
  }

  /**
   * Reads the document that a stream holds to its end; the stream is not closed.
   *
   * @throws TensorFileException if the stream cannot be read or is not one JSON document
   */
  public static Object read(InputStream in) throws TensorFileException {
    return parse(ByteSource.drain(in));
  }

  /**
   * Reads a document from its text.
   *
   * @throws TensorFileException if the text is not one JSON document
   */
  public static Object parse(String text) throws TensorFileException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return parse("text", new ByteArrayInputStream(utf8), utf8.length);
  }

  /**
   * Writes a tree of values to a file, which appears complete or not at all.
   *
   * @throws TensorFileException if the file cannot be written, or the tree is too deep, or holds
   *     something else than the values above (and other integers and floats)
   */
  public static void write(Path path, Object tree) throws TensorFileException {
    AtomicFile.write(path, out -> out.write(format(tree).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a tree of values to a stream, which is flushed and left open.
   *
   * @throws TensorFileException as {@link #write(Path, Object)} does
   */
  public static void write(OutputStream out, Object tree) throws TensorFileException {
    AtomicFile.write(out, stream -> stream.write(format(tree).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The indented text of a tree of values, with a line feed at the end.
   *
   * @throws TensorFileException as {@link #write(Path, Object)} does
   */
  public static String format(Object tree) throws TensorFileException {
    return text(tree, Optional.of(new DefaultPrettyPrinter()));
  }

  /**
   * The text of a document in one line, which ends in a line feed: a line of a JSON Lines file.
   *
   * @throws TensorFileException if the tree holds what no document can
   */
  public static String line(Object tree) throws TensorFileException {
    return text(tree, Optional.empty());
  }

  private static String text(Object tree, Optional<PrettyPrinter> layout)
      throws TensorFileException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      layout.ifPresent(generator::setPrettyPrinter);
      write(generator, tree, 0);
    } catch (IOException e) {
      throw TensorFileException.of("JSON", e);
    }
    return text.append('\n').toString();
  }

  private static Object parse(ByteSource source) throws TensorFileException {
    return parse(source.name(), source.stream(0, source.size()), source.size());
  }

  private static Object parse(String where, InputStream utf8, long size)
      throws TensorFileException {
    MemoryBudget budget = new MemoryBudget(where, FormatLimits.SPARE_BYTES + MOST_GROWTH * size);
    try (JsonTokens tokens = new JsonTokens(where, utf8)) {
      Object tree = value(tokens, tokens.next(), budget);
      tokens.expectEnd();
      return tree;
    }
  }

  private static Object value(JsonTokens tokens, JsonToken token, MemoryBudget budget)
      throws TensorFileException {
    return switch (token) {
      case START_OBJECT -> object(tokens, budget);
      case START_ARRAY -> array(tokens, budget);
      case VALUE_STRING -> string(tokens, budget);
      case VALUE_NUMBER_INT -> {
        budget.charge(MemoryBudget.NUMBER);
        yield tokens.integer();
      }
      case VALUE_NUMBER_FLOAT -> {
        budget.charge(MemoryBudget.NUMBER);
        yield tokens.number();
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> None.NONE;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw tokens.error("a value");
    };
  }

  private static String string(JsonTokens tokens, MemoryBudget budget) throws TensorFileException {
    String text = tokens.text();
    budget.charge(MemoryBudget.STRING + 2L * text.length());
    return text;
  }

  private static Map<String, Object> object(JsonTokens tokens, MemoryBudget budget)
      throws TensorFileException {
    budget.charge(MemoryBudget.COLLECTION);
    Map<String, Object> object = new LinkedHashMap<>();
    while (tokens.next() != JsonToken.END_OBJECT) {
      // One entry is in the set that finds names which occur twice.
      budget.charge(2 * MemoryBudget.MAP_ENTRY);
      String name = string(tokens, budget);
      object.put(name, value(tokens, tokens.next(), budget));
    }
    return Collections.unmodifiableMap(object);
  }

  private static List<Object> array(JsonTokens tokens, MemoryBudget budget)
      throws TensorFileException {
    budget.charge(MemoryBudget.COLLECTION);
    List<Object> array = new ArrayList<>();
    for (JsonToken token = tokens.next(); token != JsonToken.END_ARRAY; token = tokens.next()) {
      budget.charge(MemoryBudget.REFERENCE);
      array.add(value(tokens, token, budget));
    }
    return Collections.unmodifiableList(array);
  }

  private static void write(JsonGenerator generator, Object value, int depth) throws IOException {
    if (depth > JsonTokens.DEEPEST) {
      throw new TensorFileException("JSON: expected at most " + JsonTokens.DEEPEST + " levels");
    }
    if (value instanceof Map<?, ?> object) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        if (!(entry.getKey() instanceof String name)) {
          throw new TensorFileException("JSON: expected names that are strings");
        }
        generator.writeFieldName(name);
        write(generator, entry.getValue(), depth + 1);
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> array) {
      generator.writeStartArray();
      for (Object element : array) {
        write(generator, element, depth + 1);
      }
      generator.writeEndArray();
    } else {
      writeScalar(generator, value);
    }
  }

  private static void writeScalar(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof String string) {
      generator.writeString(string);
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof Float number && Float.isFinite(number)) {
      generator.writeNumber(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      generator.writeNumber(number);
    } else if (value == None.NONE) {
      generator.writeNull();
    } else {
      throw new TensorFileException(
          "JSON: expected a value that JSON has, got " + Excerpt.of(String.valueOf(value)));
    }
  }
}
