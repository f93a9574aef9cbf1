package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("portable")
class JsonFieldsTest {
  private static JsonFields fields(String json) throws TensorFileException {
    return new JsonFields("thing", Json.parse(json));
  }

  private static void assertFails(String message, Executable executable) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, executable);
    assertEquals(message, e.getMessage());
  }

  @Test
  void fieldsAreReadByTheirTypes() throws TensorFileException {
    JsonFields f =
        fields(
            """
            {"s": "text", "t": true, "i": 3, "d": 0.5, "one": 2, "two": [4, 5], "none": null,
             "dims": [1, 2], "names": ["a"], "o": {"i": 7}}
            """);

    assertEquals("text", f.text("s"));
    assertTrue(f.truth("t", false));
    assertEquals(3, f.integer("i"));
    assertEquals(0.5, f.number("d"));
    assertArrayEquals(new int[] {2, 2}, f.sizes("one"));
    assertArrayEquals(new int[] {4, 5}, f.sizes("two"));
    assertTrue(f.isNull("none"));
    assertFalse(f.isNull("absent"));
    assertEquals(Shape.of(1, 2), f.shape("dims"));
    assertEquals(List.of("a"), f.texts("names"));
    assertEquals(7, f.object("o").integer("i"));
    f.end();
  }

  @Test
  void whatIsMissingHasTheValueThatIsGivenForIt() throws TensorFileException {
    JsonFields f = fields("{}");

    assertEquals("x", f.text("s", "x"));
    assertEquals(1, f.integer("i", 1));
    assertEquals(0.5, f.number("d", 0.5));
    assertFalse(f.truth("t", false));
    assertArrayEquals(new int[] {3, 3}, f.sizes("k", 3));
    assertFails("thing: i: expected an integer, got nothing", () -> f.integer("i"));
  }

  @Test
  void otherTypesAreRefusedByName() throws TensorFileException {
    JsonFields f = fields("{\"a\": 0.5, \"b\": [1, 2, 3], \"c\": {\"d\": \"x\"}}");

    assertFails("thing: a: expected an integer, got 0.5", () -> f.integer("a"));
    assertFails("thing: a: expected a string, got 0.5", () -> f.text("a"));
    assertFails("thing: b: expected an integer or two, got [1, 2, 3]", () -> f.sizes("b"));
    assertFails("thing: c: d: expected true or false, got x", () -> f.object("c").truth("d", true));
    assertFails("thing: a: expected a list, got 0.5", () -> f.list("a"));
    assertFails("thing: expected an object, got 1", () -> new JsonFields("thing", 1L));
  }

  @Test
  void whatNobodyReadIsRefusedAtTheEnd() throws TensorFileException {
    JsonFields f = fields("{\"a\": 1, \"b\": 2}");
    f.integer("a");

    assertFails("thing: unknown [b]", f::end);
  }
}
