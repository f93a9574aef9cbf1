package dev.jacquard.cli;

import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.WeightFile;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.StoredArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a network on images from a file. */
@Command(
    name = "run",
    description = {
      "Run a network with the weights of a file on images [N, C, H, W] of a .npy file, and write"
          + " the logits [N, classes]."
    })
final class RunNetwork implements Subcommand {
  @Mixin NetworkArgument network = new NetworkArgument();

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "A .pt, .safetensors or .npz under PyTorch's names.")
  Path weights = Path.of("");

  @Option(
      names = "--images",
      required = true,
      paramLabel = "FILE.npy",
      description = "Preprocessed images, float32 [N, C, H, W].")
  Path images = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "LOGITS.npy",
      description = "Where the logits go.")
  Path out = Path.of("");

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images that run at a time. Default: the whole file.")
  int batch = Integer.MAX_VALUE;

  @Option(
      names = "--batch-stats",
      description =
          "Let batch norms use the statistics of each batch, for weights without running ones.")
  boolean batchStatistics;

  @Override
  public Result run(Session session) throws IOException {
    if (batch < 1) {
      throw new UsageException("--batch " + batch + ": expected 1 or more");
    }
    Tensor input = readImages();
    Map<String, StoredArray> arrays = WeightFile.arrays(weights);
    Network built = network.buildFor(arrays, input.shape().dim(2));
    StateDict state = StateDict.of(built, arrays, weights.toString());
    Run run =
        batchStatistics ? Run.batchStatistics() : Run.evaluation(runningStatistics(built, state));
    long start = System.nanoTime();
    Tensor logits = forward(built, state, run, input, session.compute());
    double seconds = (System.nanoTime() - start) * 1e-9;
    Npy.write(out, StoredArray.of(logits));

    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", built.name());
    json.put("parameters", built.parameterCount());
    json.put("images", logits.shape().dim(0));
    json.put("classes", logits.shape().dim(1));
    json.put("batchStatistics", batchStatistics);
    json.put("out", out.toString());
    json.put("seconds", seconds);
    json.put("backend", session.compute().backend().toString());
    String text =
        String.format(
            Locale.ROOT,
            "%s (%,d parameters): logits %s of %d images in %.2f s, written to %s%n",
            built.name(),
            built.parameterCount(),
            logits.shape(),
            logits.shape().dim(0),
            seconds,
            out);
    return new Result(json, text);
  }

  private Tensor readImages() throws IOException {
    Tensor input = Npy.read(images).toTensor();
    if (input.shape().rank() != 4 || input.size() == 0) {
      throw new IllegalArgumentException(
          images + ": expected images [N, C, H, W], got " + input.shape());
    }
    return input;
  }

  private RunningStatistics runningStatistics(Network built, StateDict state) {
    RunningStatistics initial = RunningStatistics.initial(built);
    if (state.statistics().isEmpty() && !initial.asMap().isEmpty()) {
      throw new IllegalArgumentException(
          weights
              + ": expected running statistics (running_mean, running_var) for the batch norms,"
              + " there are none; --batch-stats uses those of each batch instead");
    }
    return state.statistics().orElse(initial);
  }

  private Tensor forward(Network built, StateDict state, Run run, Tensor input, Compute compute) {
    int n = input.shape().dim(0);
    Tensor logits = Tensor.zeros(built.shapes(input.shape()).get(built.output().index()));
    for (int from = 0; from < n; from += Math.min(batch, n - from)) {
      int to = (int) Math.min(n, (long) from + batch);
      logits
          .slice(from, to)
          .set(built.forward(state.parameters(), input.slice(from, to), run, compute));
    }
    return logits;
  }
}
