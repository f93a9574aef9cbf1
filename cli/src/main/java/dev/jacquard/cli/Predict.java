package dev.jacquard.cli;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.predict.PredictedNetwork;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.WeightFile;
import dev.jacquard.nn.train.Accuracy;
import dev.jacquard.nn.train.Evaluator;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.None;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts all parameters of a network in one forward pass of a hypernetwork. */
@Command(
    name = "predict",
    description = {
      "Predict all parameters of a network in one forward pass of a hypernetwork, and test them on"
          + " images: in batches of 64 in the order of the files, with the statistics of each"
          + " batch. Beside that, the same with PyTorch's random initial values. Where no backend is"
          + " asked for, scalar kernels predict: vector kernels take longer to compile."
    })
final class Predict implements Subcommand {
  private static final int ESTIMATED_ON = 512;
  private static final double NANOSECOND = 1e-9;

  @Mixin NetworkArgument network = new NetworkArgument();

  @Mixin DataOptions data = new DataOptions();

  @Mixin HypernetworkOption hypernetwork = new HypernetworkOption();

  @Option(
      names = "--images",
      paramLabel = "N|all",
      description = "Test images, the first of the set. Default: 128.")
  String images = "128";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the parameters go, with running statistics that are estimated on training images:"
              + " .safetensors, .pt, .pth or .npz.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--embeddings",
      paramLabel = "FILE.npy",
      description = "Where the embeddings of the graph's nodes go.")
  Optional<Path> embeddings = Optional.empty();

  @Option(
      names = "--no-eval",
      description = "Predict only; running statistics that are written are means 0, variances 1.")
  boolean predictOnly;

  @Option(
      names = "--explain",
      description = "Tell what was decoded together, and what was repeated or cropped.")
  boolean explain;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides initial values: those to compare with. Default: 0.")
  long seed;

  /** How often networks with predicted and with initial values were right. */
  private record Tested(Accuracy predicted, Accuracy initial, double seconds) {}

  @Override
  public Result run(Session session) throws IOException {
    long start = System.nanoTime();
    Compute compute = session.compute();
    UsageException.ifIllegal(() -> out.ifPresent(WeightFile::checkName));
    Ghn ghn = hypernetwork.read();
    int classes = ghn.config().classes();
    if (network.classes != 0 && network.classes != classes) {
      throw new UsageException(
          "--classes "
              + network.classes
              + ": expected "
              + classes
              + ", the classes of the hypernetwork "
              + hypernetwork.name);
    }
    NetworkArgument.Chosen chosen = network.choose(classes, BatchLoader.DEFAULT_IMAGE_SIZE);
    PredictedNetwork predicted = predict(ghn, chosen.network(), session);
    if (embeddings.isPresent()) {
      Npy.write(embeddings.get(), StoredArray.of(predicted.embeddings()));
    }
    Optional<Splits> splits =
        predictOnly ? Optional.empty() : Optional.of(data.open(chosen.imageSize()));
    Optional<Tested> tested = Optional.empty();
    if (splits.isPresent()) {
      hypernetwork.tellOfOtherImages(data.set(), session.progress());
      tested = Optional.of(test(predicted, chosen.imageSize(), splits.get(), compute));
    }
    if (out.isPresent()) {
      write(out.get(), predicted, splits, chosen.imageSize(), compute);
    }
    double total = (System.nanoTime() - start) * NANOSECOND;
    Map<String, Object> json = json(predicted, tested, splits, total, compute);
    StringBuilder text = new StringBuilder(text(predicted, tested, splits));
    if (explain) {
      Explanation explanation = new Explanation(ghn.groups(predicted.graph()));
      json.put("groups", explanation.json());
      text.append(explanation.text());
    }
    return new Result(json, text.toString());
  }

  private PredictedNetwork predict(Ghn ghn, Network unseen, Session session) {
    try (Compute compute = session.once().get()) {
      return new Predictor(ghn).predict(unseen, seed, compute);
    }
  }

  private Tested test(PredictedNetwork predicted, int imageSize, Splits splits, Compute compute) {
    Network built = predicted.network();
    Evaluation.checkClasses(built, imageSize, splits);
    BatchLoader loader =
        new BatchLoader(
            Evaluation.first("--images", images, 1, splits.test()),
            splits.preprocessing(),
            imageSize);
    Parameters initial = Evaluation.initial(built, seed);
    long start = System.nanoTime();
    Accuracy right = Evaluation.accuracy(built, predicted.parameters(), loader, compute);
    Accuracy before = Evaluation.accuracy(built, initial, loader, compute);
    return new Tested(right, before, (System.nanoTime() - start) * NANOSECOND);
  }

  private void write(
      Path file,
      PredictedNetwork predicted,
      Optional<Splits> splits,
      int imageSize,
      Compute compute)
      throws TensorFileException {
    Network built = predicted.network();
    RunningStatistics statistics = RunningStatistics.initial(built);
    String origin = "means 0, variances 1";
    if (splits.isPresent() && !statistics.asMap().isEmpty()) {
      Splits from = splits.get();
      int n = Math.min(ESTIMATED_ON, from.train().size());
      BatchLoader loader =
          new BatchLoader(from.train().slice(0, n), from.preprocessing(), imageSize);
      Run run = Run.reestimation(statistics);
      Evaluator.evaluate(built, predicted.parameters(), run, loader, Evaluation.BATCH, compute);
      origin = "estimated on " + n + " training images of " + data.name;
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("network", built.name());
    metadata.put("ghn", hypernetwork.name);
    metadata.put("runningStatistics", origin);
    metadata.put("jacquard", Version.number());
    WeightFile.write(file, built, new StateDict(predicted.parameters(), statistics), metadata);
  }

  private Map<String, Object> json(
      PredictedNetwork predicted,
      Optional<Tested> tested,
      Optional<Splits> splits,
      double total,
      Compute compute) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", predicted.network().name());
    json.put("ghn", hypernetwork.name);
    json.put("nodes", predicted.graph().size());
    json.put("edges", predicted.graph().edgeCount());
    json.put("virtualEdges", predicted.virtualEdges());
    json.put("tensors", predicted.network().parameters().size());
    json.put("parameters", predicted.network().parameterCount());
    json.put("unpredicted", predicted.unpredicted());
    json.put("graphSeconds", predicted.seconds().graph());
    json.put("embedSeconds", predicted.seconds().embedding());
    json.put("decodeSeconds", predicted.seconds().decoding());
    json.put("predictSeconds", predicted.seconds().prediction());
    json.put("evaluateSeconds", tested.map(Tested::seconds).orElse(0.0));
    json.put("totalSeconds", total);
    json.put("dataset", data.name);
    splits.ifPresent(from -> json.put("source", from.test().source()));
    json.put("images", tested.map(t -> t.predicted().images()).orElse(0));
    json.put("accuracy", orNone(tested.map(t -> t.predicted().top1())));
    json.put("randomInitAccuracy", orNone(tested.map(t -> t.initial().top1())));
    out.ifPresent(path -> json.put("out", path.toString()));
    embeddings.ifPresent(path -> json.put("embeddings", path.toString()));
    json.put("backend", compute.backend().toString());
    json.put("threads", compute.threads());
    return json;
  }

  private static Object orNone(Optional<Double> number) {
    return number.isPresent() ? number.get() : None.NONE;
  }

  private String text(
      PredictedNetwork predicted, Optional<Tested> tested, Optional<Splits> splits) {
    Network built = predicted.network();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s: %,d parameters in %,d tensors, predicted by %s in one pass",
        built.name(),
        built.parameterCount(),
        built.parameters().size(),
        hypernetwork.name);
    line(
        text,
        "  graph       %6.3f s   %,d nodes, %,d edges, %,d virtual edges",
        predicted.seconds().graph(),
        predicted.graph().size(),
        predicted.graph().edgeCount(),
        predicted.virtualEdges());
    line(text, "  embedding   %6.3f s", predicted.seconds().embedding());
    line(text, "  decoding    %6.3f s", predicted.seconds().decoding());
    if (!predicted.unpredicted().isEmpty()) {
      line(text, "  not predicted: %s", String.join(", ", predicted.unpredicted()));
    }
    if (tested.isPresent() && splits.isPresent()) {
      Tested found = tested.get();
      line(
          text,
          "top-1 on the first %,d test images of %s: %.2f %%, with random initial values %.2f %%"
              + " (%.1f s)",
          found.predicted().images(),
          splits.get().test().source(),
          100 * found.predicted().top1(),
          100 * found.initial().top1(),
          found.seconds());
    }
    out.ifPresent(path -> line(text, "parameters written to %s", path));
    embeddings.ifPresent(path -> line(text, "embeddings written to %s", path));
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
