package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one JSON object, by their types; what is read is ticked off, so that the rest can
 * be refused. Every method throws IllegalArgumentException if a field is missing (unless there is a
 * value for that) or is of another type; the message names the object and the field.
 */
public final class JsonFields {
  private final String where;
  private final Map<?, ?> fields;
  private final Set<Object> unread;

  /**
   * The fields of an object.
   *
   * @param where what the object is, for messages
   * @throws IllegalArgumentException if the value is no object
   */
  public JsonFields(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + ": expected an object, got " + value);
    }
    this.where = where;
    this.fields = map;
    this.unread = new LinkedHashSet<>(map.keySet());
  }

  /** Whether there is such a field. */
  public boolean has(String key) {
    return fields.containsKey(key);
  }

  /** Whether there is such a field and it is null; ticks it off then. */
  public boolean isNull(String key) {
    boolean none = fields.get(key) == None.NONE;
    if (none) {
      unread.remove(key);
    }
    return none;
  }

  private Optional<Object> take(String key) {
    unread.remove(key);
    return Optional.ofNullable(fields.get(key));
  }

  private Object required(String key, String expected) {
    return take(key).orElseThrow(() -> wrong(key, expected, "nothing"));
  }

  private IllegalArgumentException wrong(String key, String expected, Object actual) {
    return new IllegalArgumentException(
        where + ": " + key + ": expected " + expected + ", got " + actual);
  }

  /** An object in the object. */
  public JsonFields object(String key) {
    return new JsonFields(where + ": " + key, required(key, "an object"));
  }

  /** A string. */
  public String text(String key) {
    return text(key, required(key, "a string"));
  }

  /** A string, or a value where there is none. */
  public String text(String key, String otherwise) {
    return take(key).map(value -> text(key, value)).orElse(otherwise);
  }

  private String text(String key, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key, "a string", value);
  }

  /** True or false, or a value where there is none. */
  public boolean truth(String key, boolean otherwise) {
    Object value = take(key).orElse(otherwise);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong(key, "true or false", value);
  }

  /** A number. */
  public double number(String key) {
    return number(key, required(key, "a number"));
  }

  /** A number, or a value where there is none. */
  public double number(String key, double otherwise) {
    return number(key, take(key).orElse(otherwise));
  }

  private double number(String key, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(key, "a number", value);
  }

  /** An integer of 32 bits. */
  public int integer(String key) {
    return integer(key, required(key, "an integer"));
  }

  /** An integer of 32 bits, or a value where there is none. */
  public int integer(String key, int otherwise) {
    return take(key).map(value -> integer(key, value)).orElse(otherwise);
  }

  private int integer(String key, Object value) {
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw wrong(key, "an integer", value);
  }

  /** One size for both directions, or {@code [height, width]}. */
  public int[] sizes(String key) {
    return sizes(key, required(key, "an integer or two"));
  }

  /** One size for both directions, or {@code [height, width]}, or a value where there is none. */
  public int[] sizes(String key, int otherwise) {
    return take(key)
        .map(value -> sizes(key, value))
        .orElseGet(() -> new int[] {otherwise, otherwise});
  }

  private int[] sizes(String key, Object value) {
    if (value instanceof List<?> list) {
      if (list.size() != 2) {
        throw wrong(key, "an integer or two", value);
      }
      return new int[] {integer(key, list.get(0)), integer(key, list.get(1))};
    }
    int size = integer(key, value);
    return new int[] {size, size};
  }

  /** A list of integers of 32 bits. */
  public List<Integer> integers(String key) {
    return list(key).stream().map(value -> integer(key, value)).toList();
  }

  /** A list of integers as a shape. */
  public Shape shape(String key) {
    return Shape.of(integers(key).stream().mapToInt(Integer::intValue).toArray());
  }

  /** A list of strings. */
  public List<String> texts(String key) {
    return list(key).stream().map(value -> text(key, (Object) value)).toList();
  }

  /** A list. */
  public List<?> list(String key) {
    Object value = required(key, "a list");
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(key, "a list", value);
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException if there are fields that nobody has read
   */
  public void end() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(where + ": unknown " + unread);
    }
  }
}
