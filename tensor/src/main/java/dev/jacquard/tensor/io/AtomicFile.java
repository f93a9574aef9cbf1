package dev.jacquard.tensor.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Replaces a file as a whole: readers see the old bytes or the new ones, also after a power cut.
 * The bytes go to a temporary file beside it, are forced to disk, and then take the file's name.
 */
public final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MOST_ATTEMPTS = 100;

  private AtomicFile() {}

  /** Writes a file's bytes to a stream. */
  @FunctionalInterface
  public interface Body {
    /** Writes all bytes; leaves the stream open. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes the file, or throws and leaves what was there, and nothing beside it. A file that is
   * replaced hands on its permissions.
   *
   * @throws TensorFileException if the file cannot be written; the message names it
   */
  public static void write(Path path, Body body) throws TensorFileException {
    try {
      // Through a symbolic link the file that it points to is replaced, not the link.
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new TensorFileException("expected a file, this is a directory");
      }
      Path parent = target.getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        throw new TensorFileException("there is no such directory");
      }
      replace(target, body);
    } catch (IOException e) {
      throw named(path.toString(), e);
    }
  }

  /** Writes to a stream, which is flushed and left open. */
  static void write(OutputStream out, Body body) throws TensorFileException {
    try {
      body.write(out);
      out.flush();
    } catch (IOException e) {
      throw named("stream", e);
    }
  }

  /** Bodies know what cannot be written, but not where to. */
  private static TensorFileException named(String where, IOException cause) {
    return cause instanceof TensorFileException ours
        ? new TensorFileException(where + ": " + ours.getMessage(), ours)
        : TensorFileException.of(where, cause);
  }

  private static void replace(Path target, Body body) throws IOException {
    Path temporary = createBeside(target);
    boolean moved = false;
    try {
      fill(temporary, target, body);
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
      moved = true;
    } finally {
      if (!moved) {
        Files.deleteIfExists(temporary);
      }
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

  private static void fill(Path temporary, Path target, Body body) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      // Once it is open, since the old file may forbid writing; before there is anything to hide.
      copyPermissions(target, temporary);
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      body.write(out);
      out.flush();
      channel.force(true);
    }
  }

  /** Whoever could not read the old file is not to read the new one. */
  private static void copyPermissions(Path target, Path temporary) throws IOException {
    Set<String> views = target.getFileSystem().supportedFileAttributeViews();
    if (views.contains("posix") && Files.exists(target)) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
    }
  }
}
