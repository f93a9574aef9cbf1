package dev.jacquard.cli;

import dev.jacquard.cli.Table.Align;
import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.eval.GhnEvaluation;
import dev.jacquard.hypernet.eval.Score;
import dev.jacquard.hypernet.eval.Summary;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.None;
import java.io.IOException;
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
      "Measure a hypernetwork: predict the parameters of sampled networks in one pass each, and test"
          + " the networks as they are."
    })
final class Evaluate implements Subcommand {
  private static final String BATCH = "batch";
  private static final String REESTIMATE = "reestimate";

  @Mixin DataOptions data = new DataOptions();

  @Mixin HypernetworkOption hypernetwork = new HypernetworkOption();

  @Mixin SampledNetworks sampled = new SampledNetworks();

  @Mixin MeasureOptions measure = new MeasureOptions();

  @Option(
      names = "--bn",
      paramLabel = "batch|reestimate",
      description =
          "The statistics of batch norms: those of each batch of 64 images, or running ones that are"
              + " estimated on the first 200 batches of training images. Default: batch.")
  String statistics = BATCH;

  @Override
  public Result run(Session session) throws IOException {
    if (!List.of(BATCH, REESTIMATE).contains(statistics)) {
      throw new UsageException("--bn " + statistics + ": expected batch or reestimate");
    }
    ArchitectureSampler sampler = sampled.sampler();
    Ghn ghn = hypernetwork.read();
    hypernetwork.tellOfOtherImages(data.set(), session.progress());
    Splits splits = data.open(sampled.imageSize);
    BatchLoader test = loader(splits, measure.tested(splits));
    GhnEvaluation evaluation = evaluation(ghn, splits, test);
    ResultLines results = measure.results(what(test.set()));
    Pace telling = Pace.ofProgress();
    for (int k = results.lines().size(); k < sampled.count; k++) {
      Network network = sampled.network(sampler, k, ghn.config().classes());
      Score score = evaluation.score(k, network, session.compute());
      results.add(json(score));
      if (telling.isDue()) {
        tell(session, k + 1, score);
      }
    }
    return result(results.lines(), test.set(), session.compute());
  }

  private GhnEvaluation evaluation(Ghn ghn, Splits splits, BatchLoader test) {
    return statistics.equals(BATCH)
        ? GhnEvaluation.onBatchStatistics(ghn, test, sampled.seed)
        : GhnEvaluation.onEstimatedStatistics(
            ghn, test, loader(splits, splits.train()), sampled.seed);
  }

  private BatchLoader loader(Splits splits, ImageSet set) {
    return new BatchLoader(set, splits.preprocessing(), sampled.imageSize);
  }

  /** What decides the results. */
  private Map<String, Object> what(ImageSet tested) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ghn", hypernetwork.name);
    json.putAll(sampled.json());
    json.put("bn", statistics);
    json.put("dataset", data.name);
    json.put("source", tested.source());
    json.put("images", tested.size());
    return json;
  }

  private void tell(Session session, int done, Score score) {
    session
        .progress()
        .printf(
            Locale.ROOT,
            "network %d of %d: top-1 %.1f %%%n",
            done,
            sampled.count,
            100 * score.accuracy());
  }

  private Result result(List<Map<String, Object>> all, ImageSet tested, Compute compute) {
    // A file may have more than are asked for.
    List<Map<String, Object>> lines = List.copyOf(all.subList(0, sampled.count));
    Summary summary =
        Summary.of(
            lines.stream().mapToDouble(line -> ResultLines.number(line, "accuracy")).toArray());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("split", sampled.split);
    json.put("count", summary.count());
    json.put("mean", summary.mean());
    json.put("standardError", summary.count() > 1 ? (Object) summary.standardError() : None.NONE);
    json.put("median", summary.median());
    json.put("best", summary.best());
    json.put("bestIndex", summary.bestAt());
    json.put(
        "secondsMean",
        lines.stream()
            .mapToDouble(line -> ResultLines.number(line, "seconds"))
            .average()
            .orElse(0));
    what(tested).forEach(json::putIfAbsent);
    json.put("backend", compute.backend().toString());
    json.put("threads", compute.threads());
    return new Result(lines, json, text(lines, summary, tested));
  }

  private String text(List<Map<String, Object>> lines, Summary summary, ImageSet tested) {
    Table table = new Table(Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.add(List.of("network", "nodes", "parameters", "top-1 %", "seconds"));
    lines.forEach(line -> table.add(cells(line)));
    return String.format(
        Locale.ROOT,
        "%s%n%d networks of split %s on %,d test images of %s, by %s, statistics %s:%n"
            + "mean top-1 %.2f %%%s, median %.2f %%, best %.2f %% (network %d)%n",
        table,
        summary.count(),
        sampled.split,
        tested.size(),
        tested.source(),
        hypernetwork.name,
        statistics.equals(BATCH) ? "of each batch" : "re-estimated",
        100 * summary.mean(),
        summary.count() > 1
            ? String.format(Locale.ROOT, " (standard error %.2f)", 100 * summary.standardError())
            : "",
        100 * summary.median(),
        100 * summary.best(),
        summary.bestAt());
  }

  private static List<String> cells(Map<String, Object> line) {
    return List.of(
        String.format(Locale.ROOT, "%.0f", ResultLines.number(line, "index")),
        String.format(Locale.ROOT, "%.0f", ResultLines.number(line, "nodes")),
        String.format(Locale.ROOT, "%,.0f", ResultLines.number(line, "parameters")),
        String.format(Locale.ROOT, "%.1f", 100 * ResultLines.number(line, "accuracy")),
        String.format(Locale.ROOT, "%.3f", ResultLines.number(line, "seconds")));
  }

  private static Map<String, Object> json(Score score) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", score.index());
    json.put("nodes", (long) score.nodes());
    json.put("parameters", score.parameters());
    json.put("accuracy", score.accuracy());
    json.put("seconds", score.seconds());
    return json;
  }
}
