package dev.jacquard.cli;

import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkJson;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.WeightFile;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.StoredArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Files of a network that is quick to run: its description, weights for it, and images. */
record SmallNetwork(Path description, Path weights, Path images) {
  private static final String JSON =
      """
      {"name": "small", "nodes": [
        {"name": "conv", "layer": "conv2d", "in": 3, "out": 4, "kernel": 3, "stride": 4},
        {"name": "bn", "layer": "batch_norm2d", "channels": 4},
        {"layer": "activate", "function": "relu"},
        {"layer": "adaptive_avg_pool2d"},
        {"layer": "flatten"},
        {"name": "fc", "layer": "linear", "in": 4, "out": 10}]}
      """;

  static SmallNetwork in(Path directory) throws IOException {
    SmallNetwork files =
        new SmallNetwork(
            directory.resolve("small.json"),
            directory.resolve("weights.pt"),
            directory.resolve("images.npy"));
    Files.writeString(files.description, JSON);
    Network network = files.network();
    WeightFile.write(
        files.weights,
        network,
        new StateDict(files.parameters(), RunningStatistics.initial(network)),
        Map.of());
    Npy.write(files.images, StoredArray.of(files.input()));
    return files;
  }

  Network network() throws IOException {
    return NetworkJson.read(description);
  }

  Parameters parameters() throws IOException {
    return Initialization.torch().begin(network(), RandomStream.of(1));
  }

  Tensor input() {
    Tensor input = Tensor.zeros(5, 3, 16, 16);
    RandomStream.of(2).fillNormal(input, 0, 1);
    return input;
  }

  /** Weights as a hypernetwork predicts them. */
  Path withoutStatistics() throws IOException {
    Path file = weights.resolveSibling("predicted.safetensors");
    WeightFile.write(file, network(), new StateDict(parameters(), Optional.empty()), Map.of());
    return file;
  }
}
