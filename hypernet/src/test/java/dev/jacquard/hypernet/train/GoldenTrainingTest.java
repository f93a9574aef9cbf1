package dev.jacquard.hypernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.nn.optim.Optimizer;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Losses, gradients and updates against those of the published reference, on both backends. */
class GoldenTrainingTest {
  @TestFactory
  Stream<DynamicTest> gradientsAreThoseOfTheReference() throws IOException {
    return cases()
        .flatMap(
            path ->
                Stream.of(Backend.SIMD, Backend.SCALAR)
                    .map(
                        backend ->
                            dynamicTest(
                                path.getFileName() + " on " + backend,
                                () -> checkGradients(path, backend))));
  }

  @TestFactory
  Stream<DynamicTest> threeStepsOfAdamEndWhereTheReferenceEnds() throws IOException {
    return cases()
        .filter(path -> Files.exists(path.resolve("ghn_after3.pt")))
        .map(path -> dynamicTest(path.getFileName().toString(), () -> checkAdam(path)));
  }

  private static Stream<Path> cases() throws IOException {
    try (Stream<Path> all = Files.list(Golden.directory())) {
      return all
          .filter(path -> Files.exists(path.resolve("train_grads.npz")))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Ghn ghn(Object meta) throws TensorFileException {
    return GhnFile.read(Golden.directory().resolve(Golden.get(meta, "ghn").toString()));
  }

  private static List<Network> networks(Path directory) throws TensorFileException {
    List<Network> networks = new ArrayList<>();
    for (int k = 0; Files.exists(directory.resolve("graph_" + k + ".json")); k++) {
      Object graph = Json.read(directory.resolve("graph_" + k + ".json"));
      networks.add(Golden.network(Golden.get(graph, "net")));
    }
    return networks;
  }

  private static Tensor tensor(Map<String, StoredArray> golden, String name) {
    return ((StoredArray) Golden.get(golden, name)).toTensor();
  }

  private static int[] targets(Map<String, StoredArray> golden) {
    double[] targets = ((StoredArray) Golden.get(golden, "targets")).toDoubles();
    return Arrays.stream(targets).mapToInt(target -> (int) target).toArray();
  }

  private static void checkGradients(Path directory, Backend backend) throws TensorFileException {
    Map<String, StoredArray> golden = Npz.read(directory.resolve("train_grads.npz"));
    Ghn ghn = ghn(Golden.json(directory, "case.json"));
    try (Compute compute = Golden.open(backend);
        MetaPass pass = new MetaPass(compute, ghn, networks(directory))) {
      pass.forward(tensor(golden, "images"), targets(golden), RandomStream.of(0));
      double[] losses = ((StoredArray) Golden.get(golden, "losses")).toDoubles();
      for (int k = 0; k < losses.length; k++) {
        assertEquals(losses[k], pass.losses().get(k), 1e-5, "loss of network " + k);
      }
      Map<String, Tensor> gradients = pass.backward();
      double largest = 0;
      for (String name : ghn.parameters().keySet()) {
        largest = Math.max(largest, largest(tensor(golden, "grad." + name)));
      }
      for (String name : ghn.parameters().keySet()) {
        Tensor expected = tensor(golden, "grad." + name);
        double tolerance = 1e-4 * Math.max(largest(expected), 1e-6 * largest);
        float[] actual = ((Tensor) Golden.get(gradients, name)).toArray();
        float[] values = expected.toArray();
        for (int i = 0; i < values.length; i++) {
          assertEquals(values[i], actual[i], tolerance, name);
        }
      }
    }
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (float value : tensor.toArray()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static void checkAdam(Path directory) throws TensorFileException {
    Map<String, StoredArray> golden = Npz.read(directory.resolve("train_grads.npz"));
    Object meta = Golden.json(directory, "case.json");
    Object adam = Golden.get(meta, "adam3");
    List<?> losses = Golden.list(Golden.get(adam, "losses"));
    Ghn ghn = ghn(meta);
    Optimizer optimizer = Adam.of(number(adam, "weight_decay"));
    GhnTrainer trainer =
        new GhnTrainer(
            ghn,
            optimizer,
            LearningRate.constant(number(adam, "lr")),
            number(adam, "grad_clip"),
            RandomStream.of(0));
    List<Network> networks = networks(directory);
    try (Compute compute = Golden.open(Backend.AUTO)) {
      for (Object loss : losses) {
        GhnTrainer.Step step =
            trainer.step(compute, networks, tensor(golden, "images"), targets(golden));

        assertEquals(((Number) loss).doubleValue(), step.loss(), 1e-5, "step " + step.step());
        assertTrue(step.updated());
      }
    }
    Ghn expected = GhnFile.read(directory.resolve("ghn_after3.pt"));
    int off = 0;
    int all = 0;
    for (String name : ghn.parameters().keySet()) {
      float[] values = ((Tensor) Golden.get(expected.parameters(), name)).toArray();
      float[] actual = ((Tensor) Golden.get(ghn.parameters(), name)).toArray();
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i], actual[i], 1e-4, name);
        off += Math.abs(values[i] - actual[i]) > 1e-5 ? 1 : 0;
      }
      all += values.length;
    }
    assertTrue(off <= 1e-4 * all, off + " of " + all + " values are off by more than 1e-5");
  }

  private static double number(Object json, String key) {
    return ((Number) Golden.get(json, key)).doubleValue();
  }
}
