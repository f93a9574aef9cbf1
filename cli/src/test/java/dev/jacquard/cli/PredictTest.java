package dev.jacquard.cli;

import static dev.jacquard.cli.Outcome.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.data.DataSet;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.None;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
  /** Three cells, each of a convolution and a skip; batch norms that say not to be tracked. */
  private static final String CELLS =
      "{\"net_args\": {\"C\": 8, \"n_cells\": 3, \"genotype\": {"
          + "\"normal\": [[\"conv_3x3\", 0], [\"skip_connect\", 1]], \"normal_concat\": [2],"
          + "\"reduce\": [[\"conv_1x1\", 0], [\"max_pool_3x3\", 1]], \"reduce_concat\": [2]}},"
          + "\"num_classes\": 7, \"is_imagenet_input\": false}";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private static Map<?, ?> json(String... args) throws IOException {
    String[] all = Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new);
    return Outcome.of(all).json();
  }

  private static void assertFails(int exit, String part, String... args) {
    Outcome outcome = Outcome.of(args);
    assertEquals(exit, outcome.exit());
    assertTrue(outcome.err().contains(part), outcome.err());
  }

  private String cells() throws IOException {
    return Files.writeString(directory.resolve("cells.json"), CELLS).toString();
  }

  @Test
  void otherImagesThanThoseTrainedOnAreSaid() {
    StringWriter said = new StringWriter();
    HypernetworkOption shipped = new HypernetworkOption();
    shipped.tellOfOtherImages(DataSet.FASHION_MNIST, new PrintWriter(said));
    assertEquals("", said.toString());

    shipped.tellOfOtherImages(DataSet.CIFAR10, new PrintWriter(said));
    assertEquals(
        "ghn2-fashion-mnist was trained on fashion-mnist, not on cifar10", said.toString().strip());
  }

  @Test
  void resnet50IsSeenAndCountedAsPublished() throws IOException {
    Map<?, ?> json = json("predict", "resnet50", "--no-eval");

    assertEquals("resnet50", get(json, "network"));
    assertEquals(126L, get(json, "nodes"));
    assertEquals(141L, get(json, "edges"));
    assertEquals(7686L, get(json, "virtualEdges"));
    assertEquals(161L, get(json, "tensors"));
    assertEquals(23_520_842L, get(json, "parameters"));
    assertEquals(List.of(), get(json, "unpredicted"));
    assertEquals(None.NONE, get(json, "accuracy"));
    assertEquals(None.NONE, get(json, "randomInitAccuracy"));
  }

  @Test
  void predictedNetworksSeeMoreThanRandomOnesAndTheSameOnAnyNumberOfThreads() throws IOException {
    String[] args = {"predict", "sample:1", "--images=70", "--seed=0", "--threads=1"};
    Map<?, ?> one = json(args);
    args[4] = "--threads=2";
    Map<?, ?> two = json(args);

    assertEquals(70L, get(one, "images"));
    assertTrue((double) get(one, "accuracy") > (double) get(one, "randomInitAccuracy") + 0.1);
    assertEquals(get(one, "accuracy"), get(two, "accuracy"));
    assertEquals(get(one, "randomInitAccuracy"), get(two, "randomInitAccuracy"));
  }

  @Test
  void theFileRunsAnywhereWithEstimatedStatistics() throws IOException {
    Path weights = directory.resolve("cells.safetensors");
    json("predict", cells(), "--classes=10", "--images=2", "--out=" + weights);
    TensorFile file = TensorFile.read(weights);

    assertEquals(
        "estimated on 512 training images of fashion-mnist",
        file.metadata().get("runningStatistics"));
    assertTrue(Arrays.stream(file.array("stem.1.running_mean").toDoubles()).anyMatch(x -> x != 0));
    Path images = directory.resolve("images.npy");
    Npy.write(images, StoredArray.of(Tensor.zeros(1, 3, 32, 32)));
    json(
        "run",
        cells(),
        "--weights=" + weights,
        "--images=" + images,
        "--classes=10",
        "--out=" + directory.resolve("logits.npy"));
  }

  @Test
  void withoutEvaluationStatisticsAreThoseOfNoBatch() throws IOException {
    Path weights = directory.resolve("cells.npz");
    json("predict", cells(), "--classes=10", "--no-eval", "--out=" + weights);
    TensorFile file = TensorFile.read(weights);

    assertTrue(Arrays.stream(file.array("stem.1.running_mean").toDoubles()).allMatch(x -> x == 0));
    assertTrue(Arrays.stream(file.array("stem.1.running_var").toDoubles()).allMatch(x -> x == 1));
  }

  @Test
  void embeddingsHaveARowANode() throws IOException {
    Path embeddings = directory.resolve("embeddings.npy");
    Map<?, ?> json =
        json("predict", "sample:1", "--no-eval", "--embeddings=" + embeddings, "--explain");

    assertEquals(get(json, "nodes"), (long) Npy.read(embeddings).shape().dim(0));
    assertTrue(!((List<?>) get(json, "groups")).isEmpty());
  }

  @Test
  void cellNetworksHaveNames() throws IOException {
    assertEquals(794L, get(json("predict", "darts", "--no-eval"), "nodes"));
    assertEquals(129L, get(json("predict", "vit", "--no-eval"), "nodes"));
  }

  @Test
  void otherClassesThanTheHypernetworksAreAnErrorWithBothNumbers() throws IOException {
    assertFails(2, "--classes 100: expected 10", "predict", "resnet18", "--classes=100");
    assertFails(1, "expected 10 classes", "predict", cells(), "--no-eval");
  }

  @Test
  void whatIsNotThereIsNamed() {
    String names =
        "expected one of [ghn2-fashion-mnist, ghn1-fashion-mnist, mlp-fashion-mnist, ghn2-cifar10]";
    assertFails(2, names, "predict", "vit", "--ghn=ghn9");
    assertFails(1, "none.pt", "predict", "vit", "--ghn=none.pt");
    assertFails(2, "expected sample:K", "predict", "sample:x");
    assertFails(2, "--images 0", "predict", "squeezenet1_1", "--images=0");
  }
}
