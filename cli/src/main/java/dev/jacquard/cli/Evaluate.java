package dev.jacquard.cli;

import dev.jacquard.cli.Table.Align;
import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.predict.PredictedNetwork;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.tensor.Compute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a hypernetwork on networks that it was not trained on. */
@Command(
    name = "eval",
    description = {
      "Measure a hypernetwork: predict the parameters of sampled networks (C = 32), and test them as"
          + " predict does."
    })
final class Evaluate implements Subcommand {
  @Mixin DataOptions data = new DataOptions();

  @Mixin HypernetworkOption hypernetwork = new HypernetworkOption();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "The networks: train, val, test, deep, dense, bnfree or search. Default: test.")
  String split = Split.TEST.toString();

  @Option(
      names = "--range",
      paramLabel = "trained|split",
      description =
          "Whether networks have the 4 to 8 cells of 1 to 4 steps that train-ghn has, or all that"
              + " the split has. Default: trained.")
  String range = "trained";

  @Option(names = "--count", paramLabel = "N", description = "How many networks. Default: 20.")
  int count = 20;

  @Option(
      names = "--images",
      paramLabel = "N|all",
      description = "Test images, the first of the set. Default: 1000.")
  String images = "1000";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the networks, and the initial values to compare with. Default: 0.")
  long seed;

  /** How often one network was right. */
  private record Line(long index, int nodes, long parameters, double top1, double initial) {}

  @Override
  public Result run(Session session) throws IOException {
    if (count < 1) {
      throw new UsageException("--count " + count + ": expected 1 or more");
    }
    ArchitectureSampler sampler = sampler();
    Ghn ghn = hypernetwork.read();
    hypernetwork.tellOfOtherImages(data.set(), session.progress());
    Splits splits = data.open();
    BatchLoader loader =
        new BatchLoader(
            Evaluation.first("--images", images, 1, splits.test()),
            splits.preprocessing(),
            BatchLoader.DEFAULT_IMAGE_SIZE);
    Predictor predictor = new Predictor(ghn);
    List<Line> lines = new ArrayList<>();
    Pace telling = Pace.ofProgress();
    for (int k = 0; k < count; k++) {
      Network network =
          sampler
              .network(k)
              .build(split + ":" + k, ghn.config().classes(), BatchLoader.DEFAULT_IMAGE_SIZE);
      Line line = line(predictor, network, k, loader, session.compute());
      lines.add(line);
      if (telling.isDue()) {
        tell(session, k + 1, line);
      }
    }
    return result(lines, loader.set(), session.compute());
  }

  private void tell(Session session, int done, Line line) {
    session
        .progress()
        .printf(Locale.ROOT, "network %d of %d: top-1 %.1f %%%n", done, count, 100 * line.top1());
  }

  private ArchitectureSampler sampler() {
    Split chosen = UsageException.ifIllegal(() -> Split.of(split));
    return switch (range) {
      case "trained" -> ArchitectureSampler.within(TrainHypernetwork.BOUNDS, chosen, seed);
      case "split" -> ArchitectureSampler.of(chosen, seed);
      default -> throw new UsageException("--range " + range + ": expected trained or split");
    };
  }

  private Line line(
      Predictor predictor, Network network, int index, BatchLoader loader, Compute compute) {
    PredictedNetwork predicted = predictor.predict(network, seed, compute);
    Parameters initial = Evaluation.initial(network, seed);
    return new Line(
        index,
        predicted.graph().size(),
        network.parameterCount(),
        Evaluation.accuracy(network, predicted.parameters(), loader, compute).top1(),
        Evaluation.accuracy(network, initial, loader, compute).top1());
  }

  private Result result(List<Line> lines, ImageSet tested, Compute compute) {
    double mean = lines.stream().mapToDouble(Line::top1).average().orElseThrow();
    double initial = lines.stream().mapToDouble(Line::initial).average().orElseThrow();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ghn", hypernetwork.name);
    json.put("split", split);
    json.put("range", range);
    json.put("count", lines.size());
    json.put("dataset", data.name);
    json.put("images", tested.size());
    json.put("mean", mean);
    json.put("randomInitMean", initial);
    json.put("networks", lines.stream().map(Evaluate::json).toList());
    json.put("backend", compute.backend().toString());
    json.put("threads", compute.threads());
    Table table = new Table(Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.add(List.of("network", "nodes", "parameters", "top-1 %", "random init %"));
    lines.forEach(line -> table.add(cells(line)));
    String text =
        String.format(
            Locale.ROOT,
            "%s%nmean top-1 of %d networks of split %s on the first %,d test images of %s:"
                + " %.2f %%, with random initial values %.2f %%%n",
            table,
            lines.size(),
            split,
            tested.size(),
            tested.source(),
            100 * mean,
            100 * initial);
    return new Result(json, text);
  }

  private static List<String> cells(Line line) {
    return List.of(
        Long.toString(line.index()),
        Integer.toString(line.nodes()),
        String.format(Locale.ROOT, "%,d", line.parameters()),
        String.format(Locale.ROOT, "%.1f", 100 * line.top1()),
        String.format(Locale.ROOT, "%.1f", 100 * line.initial()));
  }

  private static Map<String, Object> json(Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", line.index());
    json.put("nodes", line.nodes());
    json.put("parameters", line.parameters());
    json.put("accuracy", line.top1());
    json.put("randomInitAccuracy", line.initial());
    return json;
  }
}
