package dev.jacquard.tensor.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The tokens of a JSON document in strict UTF-8, with limits and without repeated names. */
final class JsonTokens implements Closeable {
  static final int DEEPEST = 200;
  private static final int LONGEST_NAME = 1 << 16;

  /** Half a dozen copies of a string exist while it is taken together. */
  private static final int LONGEST_STRING = 1 << 20;

  private static final int LONGEST_NUMBER = 1000;
  private static final long MOST_TOKENS = 1L << 23;

  private final String where;
  private final JsonParser parser;

  /** Tokens of these bytes. */
  JsonTokens(String where, InputStream utf8) throws TensorFileException {
    this.where = where;
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxStringLength(LONGEST_STRING)
            .maxNameLength(LONGEST_NAME)
            .maxTokenCount(MOST_TOKENS)
            .build();
    // Names are neither shared nor interned: a table of them could be attacked and would stay.
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    Reader reader = new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder());
    try {
      this.parser = factory.createParser(reader);
    } catch (IOException e) {
      throw TensorFileException.of(where, e);
    }
  }

  /** The next token. */
  JsonToken next() throws TensorFileException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw error("a value, the document ends");
      }
      return token;
    } catch (IOException e) {
      throw wrapped(e);
    }
  }

  /** Steps to the next token, which must be of this kind. */
  void expect(JsonToken token, String description) throws TensorFileException {
    if (next() != token) {
      throw error(description);
    }
  }

  /** Checks that nothing follows. */
  void expectEnd() throws TensorFileException {
    try {
      if (parser.nextToken() != null) {
        throw error("nothing more");
      }
    } catch (IOException e) {
      throw wrapped(e);
    }
  }

  /** The current token's name or string. */
  String text() throws TensorFileException {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw wrapped(e);
    }
  }

  /** The current token as an integer. */
  long integer() throws TensorFileException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw error("an integer");
    }
    try {
      return parser.getLongValue();
    } catch (IOException e) {
      throw wrapped(e);
    }
  }

  /** The current token as a finite number. */
  double number() throws TensorFileException {
    double value;
    try {
      value = parser.getDoubleValue();
    } catch (IOException e) {
      throw wrapped(e);
    }
    if (!Double.isFinite(value)) {
      throw error("a number in the range of double");
    }
    return value;
  }

  /** The exception for something else than this at the current token. */
  TensorFileException error(String expected) {
    return new TensorFileException(place(parser.currentTokenLocation()) + "expected " + expected);
  }

  @Override
  public void close() throws TensorFileException {
    try {
      parser.close();
    } catch (IOException e) {
      throw TensorFileException.of(where, e);
    }
  }

  private TensorFileException wrapped(IOException cause) {
    if (cause instanceof TensorFileException ours) {
      return ours;
    }
    String reason = cause.getMessage();
    if (cause instanceof JsonProcessingException syntax) {
      reason = syntax.getOriginalMessage();
    } else if (cause instanceof CharacterCodingException) {
      reason = "expected UTF-8";
    }
    return new TensorFileException(
        place(parser.currentLocation()) + Excerpt.of(String.valueOf(reason)), cause);
  }

  private String place(JsonLocation location) {
    return where + ": line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }
}
