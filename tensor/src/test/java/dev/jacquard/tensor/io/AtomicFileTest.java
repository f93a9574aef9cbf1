package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingBesideIt(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("file");
    Files.write(path, new byte[] {1});
    TensorFileException e =
        assertThrows(
            TensorFileException.class,
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("no more");
                    }));
    assertTrue(e.getMessage().endsWith("file: IOException: no more"), e.getMessage());
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(path));
    assertEquals(1, count(directory));
  }

  @Test
  void anUncheckedFailureLeavesNothingEither(@TempDir Path directory) throws IOException {
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                directory.resolve("file"),
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals(0, count(directory));
  }

  @Test
  void anOldFileIsReplacedAsAWhole(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("file");
    Files.write(path, new byte[100]);
    AtomicFile.write(path, out -> out.write(7));
    assertArrayEquals(new byte[] {7}, Files.readAllBytes(path));
    assertEquals(1, count(directory));
  }

  @Test
  void aLinkGoesOnPointingToTheFile(@TempDir Path directory) throws IOException {
    Path path = Files.write(directory.resolve("file"), new byte[1]);
    Path link = Files.createSymbolicLink(directory.resolve("link"), path);
    AtomicFile.write(link, out -> out.write(7));
    assertTrue(Files.isSymbolicLink(link));
    assertArrayEquals(new byte[] {7}, Files.readAllBytes(path));
  }

  @Test
  void directoriesAndMissingDirectoriesAreNamed(@TempDir Path directory) {
    assertThrows(TensorFileException.class, () -> AtomicFile.write(directory, out -> out.write(7)));
    Path path = directory.resolve("missing").resolve("file");
    assertThrows(TensorFileException.class, () -> AtomicFile.write(path, out -> out.write(7)));
  }

  @Test
  void whatCannotBeWrittenIsNamedWithItsFile(@TempDir Path directory) {
    Path path = directory.resolve("file.json");
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> Json.write(path, Map.of("a", Double.NaN)));
    assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
  }

  @Test
  void permissionsOfTheOldFileStay(@TempDir Path directory) throws IOException {
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    for (String permissions : List.of("rw-------", "rw-rw-rw-", "r--r-----")) {
      Path path = Files.write(directory.resolve(permissions), new byte[1]);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      AtomicFile.write(path, out -> out.write(7));
      assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      assertArrayEquals(new byte[] {7}, Files.readAllBytes(path));
    }
  }

  @Test
  void aPathMayBeOnlyAName() throws IOException {
    Path path = Path.of("atomic-file-test." + ProcessHandle.current().pid());
    try {
      AtomicFile.write(path, out -> out.write(7));
      assertArrayEquals(new byte[] {7}, Files.readAllBytes(path));
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
