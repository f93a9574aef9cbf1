package dev.jacquard.nn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.StateDict.Kind;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.kernel.Offload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * All models against what torchvision 0.14 has and computes. Models that are not in the catalogue
 * are skipped by name.
 */
class GoldenModelsTest {
  private static final int CLASSES = 1000;

  /** Scalar kernels are slow: one small model a family, unless all are asked for. */
  private static final Set<String> SCALAR =
      Set.of(
          "alexnet",
          "googlenet",
          "resnet18",
          "squeezenet1_0",
          "densenet161",
          "mobilenet_v2",
          "mobilenet_v3_small",
          "efficientnet_b0",
          "mnasnet0_5",
          "shufflenet_v2_x0_5",
          "regnet_x_400mf",
          "regnet_y_1_6gf",
          "inception_v3",
          "convnext_tiny");

  /** One of each kind of convolution. */
  private static final Set<String> ON_A_DEVICE =
      Set.of("resnet18", "mobilenet_v3_small", "regnet_x_400mf", "googlenet");

  @TestFactory
  Stream<DynamicTest> statesHaveTorchvisionsNamesOrderAndShapes() throws IOException {
    Path file = Golden.directory().resolve("models/shapes.json.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return Golden.map(Json.read(in)).entrySet().stream()
          .map(
              model ->
                  dynamicTest(
                      (String) model.getKey(),
                      () -> checkState((String) model.getKey(), Golden.map(model.getValue()))));
    }
  }

  private static void checkState(String name, Map<?, ?> expected) {
    Network network = inCatalogue(name, 224);
    List<List<Object>> actual =
        StateDict.entries(network).stream()
            .map(
                entry ->
                    List.<Object>of(
                        entry.name(),
                        longs(entry.shape().dims()),
                        entry.kind() == Kind.PARAMETER ? "parameter" : "buffer"))
            .toList();

    assertEquals(expected.get("tensors"), actual);
    assertEquals(expected.get("parameters"), network.parameterCount());
  }

  @TestFactory
  Stream<DynamicTest> simdComputesTorchvisionsLogits() throws IOException {
    return logits(Backend.SIMD, goldenLogits());
  }

  @TestFactory
  Stream<DynamicTest> scalarComputesTorchvisionsLogits() throws IOException {
    boolean all = Boolean.getBoolean("jacquard.test.scalar.all");
    return logits(
        Backend.SCALAR,
        goldenLogits().stream().filter(file -> all || SCALAR.contains(name(file))).toList());
  }

  @TestFactory
  Stream<DynamicTest> devicesComputeTorchvisionsLogits() throws IOException {
    return logits(
        Backend.OPENCL,
        goldenLogits().stream().filter(file -> ON_A_DEVICE.contains(name(file))).toList());
  }

  private static List<Path> goldenLogits() throws IOException {
    try (Stream<Path> files = Files.list(Golden.directory().resolve("models/logits"))) {
      return files.sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".npz", "");
  }

  private static Stream<DynamicTest> logits(Backend backend, List<Path> files) {
    return files.stream()
        .map(file -> dynamicTest(name(file), () -> checkLogits(backend, name(file), file)));
  }

  private static void checkLogits(Backend backend, String name, Path file) throws IOException {
    int imageSize = name.equals("inception_v3") ? 96 : 64;
    Network network = inCatalogue(name, imageSize);
    assumeTrue(runs(backend), "skipped: backend " + backend + " cannot run here");
    StateDict state = FormulaWeights.of(network);
    Run run =
        Run.evaluation(state.statistics().orElseGet(() -> RunningStatistics.initial(network)));
    Map<String, StoredArray> golden = Npz.read(file);
    double[] expected = Golden.get(golden, "logits64").toDoubles();
    double noise = Golden.get(golden, "noise").toDoubles()[0];

    Tensor actual;
    try (Compute compute = open(backend)) {
      Tensor images = FormulaWeights.images(imageSize);
      actual = network.forward(state.parameters(), images, run, compute);
    }

    double distance = greatestDistance(actual, expected) / deviation(expected);
    double tolerance = Math.max(20 * noise, 2e-5);
    assertTrue(distance <= tolerance, distance + " deviations, tolerance " + tolerance);
  }

  /** A device takes all that it can. */
  private static Compute open(Backend backend) {
    return backend == Backend.OPENCL
        ? Compute.openDevice(-1, 2, Offload.EVERYTHING)
        : Compute.open(backend, 2);
  }

  private static boolean runs(Backend backend) {
    try (Compute compute = open(backend)) {
      return compute.backend() == backend;
    } catch (UnsupportedOperationException e) {
      if (backend == Backend.OPENCL && System.getenv("JACQUARD_OPENCL") != null) {
        throw e;
      }
      return false;
    }
  }

  private static Network inCatalogue(String name, int imageSize) {
    assumeTrue(Models.names().contains(name), "skipped: " + name + " is not in the catalogue");
    return Models.build(name, CLASSES, imageSize);
  }

  private static List<Long> longs(int[] dims) {
    return Arrays.stream(dims).asLongStream().boxed().toList();
  }

  private static double greatestDistance(Tensor actual, double[] expected) {
    float[] values = actual.toArray();
    assertEquals(expected.length, values.length);
    double greatest = 0;
    for (int i = 0; i < expected.length; i++) {
      double distance = Math.abs(values[i] - expected[i]);
      greatest = distance <= greatest ? greatest : distance;
    }
    return greatest;
  }

  private static double deviation(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    // PyTorch's std divides by one less, which is nothing here.
    return Math.sqrt(squares / values.length - mean * mean);
  }
}
