package dev.jacquard.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training in a process of its own that is killed at random times, as {@code kill -9} does, and
 * resumed. The system property {@code jacquard.kills} says how often; the suite has time for a few.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("jacquard.kills", 2);

  /** Of a process whose time is up: 128 and the signal. */
  private static final int KILLED = 137;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private Process start(String folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Jacquard.class.getName(),
                "train-ghn",
                "--resume",
                "--cells=4-4",
                "--cell-steps=1-1",
                "--no-attention",
                "--width=16",
                "--meta-batch=1",
                "--batch=2",
                "--steps=" + 12 * Math.max(4, KILLS / 4),
                "--checkpoint-every=0s",
                "--validate-every=10",
                "--validate-networks=1",
                "--validate-images=8",
                "--threads=2",
                "--out=" + directory.resolve(folder)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(folder + ".out").toFile())
        .start();
  }

  private void finish(String folder) throws IOException, InterruptedException {
    assertEquals(0, start(folder).waitFor(), () -> "see " + directory.resolve(folder + ".out"));
  }

  @Test
  void aTrainingThatIsKilledEndsInTheSameBits() throws IOException, InterruptedException {
    finish("whole");
    Random random = new Random(1);
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start("killed");
      if (!process.waitFor(300 + random.nextInt(1500), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      killed += process.waitFor() == KILLED ? 1 : 0;
    }
    assertTrue(killed > 0, "no process lived long enough to be killed");
    finish("killed");

    for (String file : List.of("ghn.safetensors", "best.safetensors")) {
      assertArrayEquals(bytes("whole", file), bytes("killed", file), file);
    }
    try (Stream<Path> left = Files.list(directory.resolve("killed"))) {
      assertEquals(
          List.of(), left.filter(path -> path.toString().endsWith(".tmp")).toList(), "left behind");
    }
  }

  private byte[] bytes(String folder, String file) throws IOException {
    return Files.readAllBytes(directory.resolve(folder).resolve(file));
  }
}
