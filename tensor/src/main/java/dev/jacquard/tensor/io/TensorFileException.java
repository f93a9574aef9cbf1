package dev.jacquard.tensor.io;

import java.io.IOException;
import java.io.Serial;

/**
 * A file of tensors (or a JSON document) could not be read or written. The message names the file,
 * the entry, what was wrong and what was expected: {@code model.safetensors: entry 'fc.weight':
 * expected 256 bytes for F32 [64], file has 128}. It is the only checked exception of this package.
 */
public final class TensorFileException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** An exception with this message. */
  public TensorFileException(String message) {
    super(message);
  }

  /** An exception with this message that another one led to. */
  public TensorFileException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What was wrong and what was expected; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Says what the operating system could not do with a file. */
  static TensorFileException of(String where, IOException cause) {
    if (cause instanceof TensorFileException ours) {
      return ours;
    }
    String reason = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return new TensorFileException(
        where + ": " + (reason == null || reason.equals(where) ? kind : kind + ": " + reason),
        cause);
  }
}
