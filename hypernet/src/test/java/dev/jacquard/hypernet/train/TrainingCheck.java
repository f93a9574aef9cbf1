package dev.jacquard.hypernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.GoldenNetwork;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Losses, gradients and updates of a training against those of the published reference. */
public final class TrainingCheck {
  private static final String STEP = "train_grads.npz";
  private static final String UPDATES = "adam3";
  private static final String UPDATED = "ghn_after3.pt";

  private final Path directory;
  private final Backend backend;

  public TrainingCheck(Path directory, Backend backend) {
    this.directory = directory;
    this.backend = backend;
  }

  /** Whether the case is one of training, with losses and gradients. */
  public boolean hasGradients() {
    return Files.exists(directory.resolve(STEP));
  }

  /** Whether the case goes on to update the hypernetwork. */
  public boolean hasUpdates() throws TensorFileException {
    return hasGradients() && ((Map<?, ?>) meta()).containsKey(UPDATES);
  }

  private Object meta() throws TensorFileException {
    return Golden.json(directory, "case.json");
  }

  private Map<String, StoredArray> step() throws TensorFileException {
    return Npz.read(directory.resolve(STEP));
  }

  private Ghn ghn() throws TensorFileException {
    return GoldenNetwork.of(directory).get(0).ghn();
  }

  private List<Network> networks() throws TensorFileException {
    List<Network> networks = new ArrayList<>();
    for (GoldenNetwork network : GoldenNetwork.of(directory)) {
      networks.add(network.build());
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

  /** The loss of each network. */
  public void losses() throws TensorFileException {
    Map<String, StoredArray> golden = step();
    double[] losses = ((StoredArray) Golden.get(golden, "losses")).toDoubles();
    List<Network> networks = networks();
    try (Compute compute = Golden.open(backend);
        MetaPass pass = new MetaPass(compute, ghn(), MetaBatch.of(networks))) {
      pass.forward(tensor(golden, "images"), targets(golden), 0, RandomStream.of(0));

      assertEquals(losses.length, networks.size());
      for (int k = 0; k < losses.length; k++) {
        assertEquals(losses[k], pass.losses().get(k), 1e-5, "loss of network " + k);
      }
    }
  }

  /** The gradients of all parameters of the hypernetwork. */
  public void gradients() throws TensorFileException {
    Map<String, StoredArray> golden = step();
    Ghn ghn = ghn();
    try (Compute compute = Golden.open(backend);
        MetaPass pass = new MetaPass(compute, ghn, MetaBatch.of(networks()))) {
      pass.forward(tensor(golden, "images"), targets(golden), 0, RandomStream.of(0));
      checkGradients(expectedGradients(golden, ghn), pass.backward());
    }
  }

  /** Gradients of parameters that nothing has used are zero, and need not be in the file. */
  private Map<String, Tensor> expectedGradients(Map<String, StoredArray> golden, Ghn ghn)
      throws TensorFileException {
    List<?> unused = Golden.list(meta(), "params_without_grad");
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    ghn.parameters()
        .forEach(
            (name, parameter) ->
                gradients.put(
                    name,
                    unused.contains(name)
                        ? Tensor.zeros(parameter.shape())
                        : tensor(golden, "grad." + name)));
    return gradients;
  }

  private static void checkGradients(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    double largest = expected.values().stream().mapToDouble(TrainingCheck::largest).max().orElse(0);
    expected.forEach(
        (name, gradient) -> {
          double tolerance = 1e-4 * Math.max(largest(gradient), 1e-6 * largest);
          float[] values = gradient.toArray();
          float[] ours = actual.getOrDefault(name, Tensor.zeros(gradient.shape())).toArray();
          for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], ours[i], tolerance, name);
          }
        });
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (float value : tensor.toArray()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The losses of some steps of Adam, and where they end. */
  public void updates() throws TensorFileException {
    Map<String, StoredArray> golden = step();
    Object adam = Golden.get(meta(), UPDATES);
    List<Network> networks = networks();
    Ghn ghn = ghn();
    GhnTrainer trainer =
        new GhnTrainer(
            ghn,
            Adam.of(Golden.number(adam, "weight_decay")),
            LearningRate.constant(Golden.number(adam, "lr")),
            Golden.number(adam, "grad_clip"),
            0,
            RandomStream.of(0));
    try (Compute compute = Golden.open(backend)) {
      for (Object loss : Golden.list(Golden.get(adam, "losses"))) {
        GhnTrainer.Step step =
            trainer.step(compute, networks, tensor(golden, "images"), targets(golden));

        assertEquals(((Number) loss).doubleValue(), step.loss(), 1e-5, "step " + step.step());
        assertTrue(step.updated());
      }
    }
    if (Files.exists(directory.resolve(UPDATED))) {
      checkUpdated(GhnFile.read(directory.resolve(UPDATED)), ghn);
    }
  }

  private static void checkUpdated(Ghn expected, Ghn ghn) {
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
}
