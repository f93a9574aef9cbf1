package dev.jacquard.hypernet;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacquard.hypernet.ghn.PredictionCheck;
import dev.jacquard.hypernet.graph.GraphCheck;
import dev.jacquard.hypernet.train.TrainingCheck;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Graphs, predictions and training against those of the published reference: the few cases that are
 * here, on every backend, and those in the directory of which the tests have been told, a few of
 * them also on an OpenCL device.
 */
class GoldenTest {
  private static final List<Backend> PROCESSOR = List.of(Backend.SIMD, Backend.SCALAR);
  private static final List<Backend> ALL = List.of(Backend.SIMD, Backend.SCALAR, Backend.OPENCL);

  private static final Set<String> ON_A_DEVICE =
      Set.of("ghn1_darts_c16_n8", "ghn2_tv_mobilenet_v2", "ghn2_val062_c16", "ghn2_vit_c128_n12");

  @TestFactory
  List<DynamicTest> ownCases() throws IOException, URISyntaxException {
    return tests(Golden.own(), Set.of());
  }

  @TestFactory
  List<DynamicTest> casesFromOutside() throws IOException {
    return Golden.isTold()
        ? tests(Golden.directory(), ON_A_DEVICE)
        : List.of(dynamicTest("cases from outside", Golden::directory));
  }

  /** Those of a directory; the named ones, and all where none is named, on a device too. */
  private static List<DynamicTest> tests(Path directory, Set<String> onADevice) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path one : Golden.cases(directory)) {
      boolean all = onADevice.isEmpty() || onADevice.contains(one.getFileName().toString());
      List<Backend> backends = all ? ALL : PROCESSOR;
      for (GoldenNetwork network : GoldenNetwork.of(one)) {
        tests.add(dynamicTest(network + ": graph", () -> GraphCheck.graph(network)));
        backends.forEach(backend -> addPrediction(tests, network, backend));
      }
      for (Backend backend : backends) {
        addTraining(tests, one, backend);
      }
    }
    addCounts(tests, directory.resolve("deepnets_sample.jsonl"));
    return tests;
  }

  private static void addCounts(List<DynamicTest> tests, Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      Object json = Json.parse(line);
      String name = Golden.get(json, "split") + " " + Golden.get(json, "idx");
      tests.add(dynamicTest(name + ": counts", () -> GraphCheck.counts(name, json)));
    }
  }

  private static void addPrediction(
      List<DynamicTest> tests, GoldenNetwork network, Backend backend) {
    PredictionCheck check = new PredictionCheck(network, backend);
    if (network.has("predicted", "npz") || network.has("predicted_summary", "json")) {
      tests.add(test(network + ": parameters", backend, check::parameters));
    }
    if (network.caseHas("embeddings.npy")) {
      tests.add(test(network + ": embeddings", backend, check::embeddings));
    }
    if (network.caseHas("forward.npz")) {
      tests.add(test(network + ": logits", backend, check::logits));
    }
  }

  private static void addTraining(List<DynamicTest> tests, Path directory, Backend backend)
      throws TensorFileException {
    TrainingCheck check = new TrainingCheck(directory, backend);
    if (check.hasGradients()) {
      tests.add(test(directory.getFileName() + ": losses", backend, check::losses));
      tests.add(test(directory.getFileName() + ": gradients", backend, check::gradients));
    }
    if (check.hasUpdates()) {
      tests.add(test(directory.getFileName() + ": Adam", backend, check::updates));
    }
  }

  private static DynamicTest test(String what, Backend backend, Executable check) {
    return dynamicTest(what + " on " + backend, check);
  }
}
