package dev.jacquard.cli;

import java.io.Serial;
import java.util.function.Supplier;

/** The command line asked for something that makes no sense; the message says what was expected. */
final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /** Checks a part of the command line; see {@link #ifIllegal(Supplier)}. */
  static void ifIllegal(Runnable check) {
    ifIllegal(
        () -> {
          check.run();
          return true;
        });
  }

  /**
   * What a part of the command line means.
   *
   * @param meaning finds it; its {@link IllegalArgumentException}s become wrong usage
   */
  static <T> T ifIllegal(Supplier<T> meaning) {
    try {
      return meaning.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
