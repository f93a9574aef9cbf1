package dev.jacquard.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes text to files that appear complete or not at all. */
final class TextFile {
  private static final int MOST_ATTEMPTS = 100;

  private TextFile() {}

  /**
   * Writes a file as UTF-8, or throws and leaves what was there, and nothing beside it.
   *
   * @throws IOException if the file cannot be written; the message names it
   */
  static void write(Path path, String text) throws IOException {
    // Through a symbolic link the file that it points to is replaced, not the link.
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException(path + ": expected a file, this is a directory");
    }
    Path parent = target.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new IOException(path + ": there is no such directory");
    }
    Path temporary = createBeside(target);
    try {
      Files.writeString(temporary, text);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** An empty file with the usual rights; those of a system temporary file would be narrower. */
  private static Path createBeside(Path target) throws IOException {
    for (int attempt = 0; ; attempt++) {
      Path temporary = target.resolveSibling("." + target.getFileName() + "." + attempt + ".tmp");
      try {
        return Files.createFile(temporary);
      } catch (FileAlreadyExistsException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
