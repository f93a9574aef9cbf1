package dev.jacquard.cli;

import java.io.Serial;

/** The command line asked for something that makes no sense; the message says what was expected. */
final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
