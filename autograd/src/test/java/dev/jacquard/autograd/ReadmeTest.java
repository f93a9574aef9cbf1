package dev.jacquard.autograd;

import static dev.jacquard.autograd.op.CrossEntropy.crossEntropy;
import static dev.jacquard.autograd.op.Linear.linear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.autograd.cases.OpCase;
import dev.jacquard.autograd.cases.OpCases;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Safetensors;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.kernel.SgdStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is compiled, run, and up to date. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "jacquard", "autograd", "ReadmeTest.java");

  private static void train(Path file, List<Float> losses) throws IOException {
    // <example>
    Tensor images = Tensor.zeros(64, 20);
    RandomStream.of(1).fillNormal(images, 0, 1);
    int[] labels = new int[64];
    for (int i = 0; i < 64; i++) {
      labels[i] = images.get(i, 0) > images.get(i, 1) ? 1 : 0;
    }
    Tensor weights = Tensor.zeros(2, 20);
    SgdStep step = new SgdStep(0.5f, 0, 0, false);
    try (Compute compute = Compute.open()) {
      for (int i = 0; i < 50; i++) {
        try (Tape tape = new Tape(compute)) {
          Var w = tape.leaf(weights);
          Var loss = crossEntropy(linear(tape.constant(images), w), labels, 0);
          losses.add(loss.value().item());
          tape.backward(loss);
          float[] g = tape.gradient(w).toArray();
          compute.kernels().sgd(step, g.length, weights.data(), 0, g, 0, g, 0);
        }
      }
    }
    new Safetensors(StoredArray.ofAll(Map.of("weights", weights)), Map.of()).write(file);
    // </example>
  }

  @Test
  void theExampleLearns(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("model.safetensors");
    List<Float> losses = new ArrayList<>();
    train(file, losses);
    assertEquals(Math.log(2), losses.get(0), 1e-6);
    assertTrue(losses.get(49) < 0.3 * losses.get(0), losses::toString);
    assertEquals(Shape.of(2, 20), Safetensors.read(file).array("weights").toTensor().shape());
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() throws IOException {
    String source = Files.readString(SOURCE);
    int from = source.indexOf("// <example>\n") + "// <example>\n".length();
    String example = source.substring(from, source.indexOf("\n    // </example>")).stripIndent();
    assertTrue(Files.readString(README).contains(example), "expected in README.md:\n" + example);
  }

  @Test
  void theReadmeListsTheOperationsThatAreTested() throws IOException {
    String table =
        OpCases.all().stream()
            .map(OpCase::operation)
            .distinct()
            .map(ReadmeTest::row)
            .sorted()
            .collect(Collectors.joining("\n"));
    assertTrue(Files.readString(README).contains(table), "expected in README.md:\n" + table);
  }

  private static String row(Class<?> operation) {
    List<OpCase> cases = OpCases.of(operation);
    OpCase first = cases.get(0);
    String shapes =
        first.inputs().stream().map(i -> i.shape().toString()).collect(Collectors.joining(" "));
    boolean linear = cases.stream().allMatch(c -> c.linear().size() == c.inputs().size());
    double bound = cases.stream().mapToDouble(OpCase::bound).max().orElseThrow();
    return "| `%s` | %d | `%s` | %s | %s |"
        .formatted(
            operation.getSimpleName(),
            cases.size(),
            shapes,
            bound == 0 ? "exact" : "%.0e".formatted(bound).replace("e-0", "e-"),
            linear ? "adjoint identity" : "adjoint identity or differences");
  }
}
