package dev.jacquard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("portable")
class FailureTest {
  static Stream<Throwable> expected() {
    return Stream.of(
        new TensorFileException("what was wrong"),
        new IOException("what was wrong"),
        new UncheckedIOException("what was wrong", new IOException("the cause")),
        new IllegalArgumentException("what was wrong"),
        new UnsupportedOperationException("what was wrong"));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void messageOfAnExpectedExceptionIsTheLine(Throwable thrown) {
    assertEquals(new Failure(1, "what was wrong"), Failure.of(thrown));
  }

  static Stream<Throwable> mistakes() {
    return Stream.of(
        new IllegalStateException("a mistake of ours"),
        new NullPointerException(),
        new UnsupportedOperationException(),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeOfOursIsNamedAsOne(Throwable thrown) {
    Failure failure = Failure.of(thrown);

    assertEquals(1, failure.exit());
    assertTrue(failure.message().startsWith("unexpected " + thrown), failure.message());
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Failure bare = Failure.of(new NoSuchFileException("a.pt"));
    Failure wrapped =
        Failure.of(new TensorFileException("a.pt: wrong", new NoSuchFileException("a.pt")));

    assertEquals(List.of("a.pt: there is no such file", bare), List.of(bare.message(), wrapped));
  }

  @Test
  void fileThatMayNotBeReadIsNamed() {
    assertEquals(
        "a.pt: permission denied", Failure.of(new AccessDeniedException("a.pt")).message());
  }

  @Test
  void lackOfMemoryTellsHowToHaveMore() {
    Failure failure = Failure.of(new OutOfMemoryError("Java heap space"));

    assertTrue(failure.message().contains("JACQUARD_OPTS=-Xmx"), failure.message());
  }

  @Test
  void messageOfManyLinesBecomesOne() {
    assertEquals("a\\u000ab", Failure.of(new IOException("a\nb")).message());
  }

  @Test
  void stackTraceIsPrintedOnlyForThoseWhoDebug() {
    String[] args = {"inspect", "no-such-file"};
    String line = "jacquard: no-such-file: there is no such file\n";

    assertEquals(line, Outcome.in(Map.of(), args).err());
    Outcome debugged = Outcome.in(Map.of("JACQUARD_DEBUG", ""), args);
    assertTrue(debugged.err().startsWith(line + TensorFileException.class.getName()));
  }
}
