package dev.jacquard.hypernet.train;

import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a training: {@code checkpoint-00001234.safetensors}, after so many steps, of which
 * the last {@value #KEPT} are kept, and {@code best.safetensors}, the checkpoint after which
 * validation was best. Checkpoints appear complete or not at all, and none is deleted before a
 * later one is there.
 */
public final class GhnFolder {
  /** How many checkpoints are kept beside the best. */
  public static final int KEPT = 3;

  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-\\d+\\.safetensors");
  private static final Pattern HALF_WRITTEN = Pattern.compile("\\..+\\.\\d+\\.tmp");

  private final Path directory;

  /** A folder, which need not be there yet. */
  public GhnFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the folder, and removes what writers that were killed have left in it.
   *
   * @throws IOException if it cannot be made
   */
  public void prepare() throws IOException {
    Files.createDirectories(directory);
    for (Path left : matching(HALF_WRITTEN)) {
      Files.deleteIfExists(left);
    }
  }

  /**
   * Keeps a checkpoint, and removes the oldest where there are more than {@value #KEPT}.
   *
   * @throws IOException if it cannot be written; those that were there still are
   */
  public void keep(GhnCheckpoint checkpoint) throws IOException {
    String name = String.format("checkpoint-%08d.safetensors", checkpoint.progress().steps());
    checkpoint.write(directory.resolve(name));
    List<Path> all = checkpoints();
    for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
      Files.deleteIfExists(old);
    }
  }

  /**
   * Keeps the best checkpoint in the place of the one before.
   *
   * @throws TensorFileException if it cannot be written; the one before is still there then
   */
  public void keepBest(GhnCheckpoint checkpoint) throws TensorFileException {
    checkpoint.write(best());
  }

  /** The file of the best checkpoint, which need not be there. */
  public Path best() {
    return directory.resolve("best.safetensors");
  }

  /**
   * The checkpoints, the oldest first.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Path> checkpoints() throws IOException {
    return matching(CHECKPOINT);
  }

  /**
   * The latest checkpoint that is not damaged, if there is any at all.
   *
   * @param damaged is told of each one that is, in one line
   * @throws IOException if the folder cannot be read, or all checkpoints are damaged
   */
  public Optional<GhnCheckpoint> latest(Consumer<String> damaged) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    List<Path> files = new ArrayList<>(checkpoints());
    files.sort(Comparator.reverseOrder());
    for (Path file : files) {
      try {
        return Optional.of(GhnCheckpoint.read(file));
      } catch (TensorFileException e) {
        damaged.accept(e.getMessage() + "; the one before is used");
      }
    }
    if (files.isEmpty()) {
      return Optional.empty();
    }
    throw new TensorFileException(directory + ": all checkpoints are damaged");
  }

  private List<Path> matching(Pattern names) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> names.matcher(String.valueOf(entry.getFileName())).matches())
          .sorted()
          .toList();
    }
  }
}
