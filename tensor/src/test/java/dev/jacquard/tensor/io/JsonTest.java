package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("portable")
class JsonTest {
  @Test
  void documentsBecomePlainValues() throws TensorFileException {
    assertEquals(
        Map.of("a", List.of(1L, 2.5, true, None.NONE, "ü\n"), "b", Map.of()),
        Json.parse("{\"a\": [1, 2.5, true, null, \"\\u00fc\\n\"], \"b\": {}}"));
  }

  @Test
  void namesKeepTheirOrder() throws TensorFileException {
    Map<?, ?> object = (Map<?, ?>) Json.parse("{\"z\":1,\"a\":2,\"m\":3}");
    assertEquals(List.of("z", "a", "m"), List.copyOf(object.keySet()));
  }

  @Test
  void whatIsWrittenIsReadBack(@TempDir Path directory) throws TensorFileException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("numbers", List.of(Long.MIN_VALUE, 0.1, -0.0));
    tree.put("none", None.NONE);
    tree.put("text", "\"\\ü\u0001");
    Path path = directory.resolve("tree.json");
    Json.write(path, tree);
    assertEquals(tree, Json.read(path));
    byte[] bytes = SampleFiles.written(out -> Json.write(out, tree));
    assertEquals(tree, Json.read(new ByteArrayInputStream(bytes)));
  }

  @Test
  void errorsGiveLineAndColumn() {
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> Json.parse("{\n  \"a\": 1,\n  \"a\": 2\n}"));
    assertTrue(e.getMessage().startsWith("text: line 3, column "), e.getMessage());
    assertTrue(e.getMessage().contains("Duplicate field 'a'"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\"}",
        "[1] 2",
        "NaN",
        "'a'",
        "[1e999]",
        "01",
        "9223372036854775808",
        "\"\u0001\"",
        "// x\n1",
        "\"\\x\""
      })
  void brokenDocumentsAreRefused(String text) {
    TensorFileException e = assertThrows(TensorFileException.class, () -> Json.parse(text));
    assertTrue(e.getMessage().startsWith("text: line "), e.getMessage());
  }

  @Test
  void deepDocumentsAreRefused() throws TensorFileException {
    Json.parse("[".repeat(200) + "]".repeat(200));
    assertThrows(TensorFileException.class, () -> Json.parse("[".repeat(201) + "]".repeat(201)));
    assertThrows(TensorFileException.class, () -> Json.parse("[".repeat(1_000_000)));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 = "[\"ü\"]".getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(TensorFileException.class, () -> Json.read(new ByteArrayInputStream(latin1)));
  }

  @Test
  void longNumbersAreRefused() {
    assertThrows(TensorFileException.class, () -> Json.parse("1".repeat(100_000)));
  }

  @Test
  void valuesThatJsonDoesNotHaveAreNotWritten() {
    assertThrows(TensorFileException.class, () -> Json.format(Double.NaN));
    assertThrows(TensorFileException.class, () -> Json.format(List.of(new Object())));
    assertThrows(TensorFileException.class, () -> Json.format(Map.of(1, 2)));
  }
}
