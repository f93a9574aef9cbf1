package dev.jacquard.hypernet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.hypernet.ghn.Prediction;
import dev.jacquard.hypernet.ghn.TinyGhn;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of hypernetworks is compiled, run, and up to date. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "jacquard", "hypernet", "ReadmeTest.java");

  private static Tensor predict(Path file, Tensor images) throws IOException {
    // <prediction>
    Network network = Models.build("squeezenet1_1", 10, 32);
    Ghn ghn = GhnFile.read(file);
    try (Compute compute = Compute.open()) {
      Prediction prediction = ghn.predict(network, RandomStream.of(0), compute);
      return network.forward(prediction.parameters(), images, Run.batchStatistics(), compute);
    }
    // </prediction>
  }

  @Test
  void theExampleGivesLogits(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("ghn.pt");
    GhnFile.write(file, TinyGhn.of(TinyGhn.config()), Map.of());

    assertEquals(Shape.of(2, 10), predict(file, Tensor.zeros(2, 3, 32, 32)).shape());
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() throws IOException {
    String source = Files.readString(SOURCE);
    String open = "// <prediction>\n";
    int from = source.indexOf(open) + open.length();
    String example =
        source.substring(from, source.indexOf("\n    // </prediction>", from)).stripIndent();
    assertTrue(Files.readString(README).contains(example), "expected in README.md:\n" + example);
  }
}
