package dev.jacquard.cli;

import dev.jacquard.cli.Table.Align;
import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.eval.SgdComparison;
import dev.jacquard.hypernet.eval.SgdComparison.Point;
import dev.jacquard.hypernet.eval.SgdComparison.Row;
import dev.jacquard.hypernet.eval.Summary;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.None;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets predicted parameters beside trained ones. */
@Command(
    name = "compare",
    description = {
      "Compare: the accuracy of sampled networks with parameters predicted in one pass, and trained by"
          + " gradient descent for some steps (batch 96, momentum 0.9, learning rate 0.025), with the"
          + " seconds that both take."
    })
final class Compare implements Subcommand {
  @Mixin DataOptions data = new DataOptions();

  @Mixin HypernetworkOption hypernetwork = new HypernetworkOption();

  @Mixin SampledNetworks sampled = new SampledNetworks();

  @Mixin AugmentOption augment = new AugmentOption();

  @Option(
      names = "--steps",
      paramLabel = "LIST",
      description = "Steps of gradient descent after which to test. Default: 0,100,500,2500.")
  String steps = "0,100,500,2500";

  @Mixin MeasureOptions measure = new MeasureOptions();

  @Option(
      names = "--plot",
      paramLabel = "NAME",
      description = "Draw accuracy against seconds into NAME.svg and NAME.png.")
  Optional<Path> plot = Optional.empty();

  /** One column of the table: means over the networks. */
  record Column(String name, Summary accuracy, double seconds) {}

  @Override
  public Result run(Session session) throws IOException {
    List<Long> at = steps();
    ArchitectureSampler sampler = sampled.sampler();
    Ghn ghn = hypernetwork.read();
    hypernetwork.tellOfOtherImages(data.set(), session.progress());
    Splits splits = data.open(sampled.imageSize);
    ImageSet tested = measure.tested(splits);
    BatchLoader train = new BatchLoader(splits.train(), splits.preprocessing(), sampled.imageSize);
    BatchLoader test = new BatchLoader(tested, splits.preprocessing(), sampled.imageSize);
    SgdComparison comparison =
        UsageException.ifIllegal(
            () ->
                new SgdComparison(
                    new Predictor(ghn), train, test, at, augment.of(data.set()), sampled.seed));
    ResultLines results = measure.results(what(splits, tested));
    Pace telling = Pace.ofProgress();
    for (int k = results.lines().size(); k < sampled.count; k++) {
      Network network = sampled.network(sampler, k, ghn.config().classes());
      Row row = comparison.compare(k, network, session.compute());
      results.add(json(row));
      if (telling.isDue()) {
        session.progress().printf("network %d of %d%n", k + 1, sampled.count);
      }
    }
    List<Map<String, Object>> lines = List.copyOf(results.lines().subList(0, sampled.count));
    List<Column> columns = columns(lines, at);
    if (plot.isPresent()) {
      new ComparisonPlot(columns).write(plot.get());
    }
    return result(lines, columns, splits, tested, session.compute());
  }

  private List<Long> steps() {
    try {
      return Arrays.stream(steps.split(",", -1)).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new UsageException("--steps " + steps + ": expected a list such as 0,100,500,2500");
    }
  }

  /** What decides the results, but for time. */
  private Map<String, Object> what(Splits splits, ImageSet tested) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ghn", hypernetwork.name);
    json.putAll(sampled.json());
    json.put("dataset", data.name);
    json.put("source", splits.train().source());
    json.put("trainImages", (long) splits.train().size());
    json.put("images", (long) tested.size());
    json.put("batch", (long) SgdComparison.BATCH);
    json.put("augmentation", augment.of(data.set()).toString());
    json.put("steps", steps);
    return json;
  }

  private static Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", row.index());
    json.put("parameters", row.parameters());
    json.put("predicted", json(row.predicted()));
    List<Object> trained = new ArrayList<>();
    row.trained().forEach(point -> trained.add(json(point)));
    json.put("trained", trained);
    return json;
  }

  private static Map<String, Object> json(Point point) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", point.step());
    json.put("accuracy", point.accuracy());
    json.put("seconds", point.seconds());
    return json;
  }

  private static List<Column> columns(List<Map<String, Object>> lines, List<Long> at) {
    List<Column> columns = new ArrayList<>();
    columns.add(column("predicted", lines.stream().map(line -> line.get("predicted")).toList()));
    for (int k = 0; k < at.size(); k++) {
      int place = k;
      columns.add(
          column(
              String.format(Locale.ROOT, "SGD, %,d steps", at.get(k)),
              lines.stream().map(line -> trained(line, place)).toList()));
    }
    return columns;
  }

  private static Column column(String name, List<?> points) {
    return new Column(
        name,
        Summary.of(
            points.stream().mapToDouble(point -> ResultLines.number(point, "accuracy")).toArray()),
        points.stream()
            .mapToDouble(point -> ResultLines.number(point, "seconds"))
            .average()
            .orElse(0));
  }

  private static Object trained(Map<String, Object> line, int place) {
    return line.get("trained") instanceof List<?> points && place < points.size()
        ? points.get(place)
        : Map.of();
  }

  private Result result(
      List<Map<String, Object>> lines,
      List<Column> columns,
      Splits splits,
      ImageSet tested,
      Compute compute) {
    Map<String, Object> json = new LinkedHashMap<>(what(splits, tested));
    json.put("count", (long) lines.size());
    List<Object> summaries = new ArrayList<>();
    Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.add(List.of("", "mean top-1 %", "standard error", "best", "seconds a network"));
    for (Column column : columns) {
      Summary accuracy = column.accuracy();
      boolean several = accuracy.count() > 1;
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("name", column.name());
      summary.put("mean", accuracy.mean());
      summary.put("standardError", several ? (Object) accuracy.standardError() : None.NONE);
      summary.put("best", accuracy.best());
      summary.put("seconds", column.seconds());
      summaries.add(summary);
      table.add(
          List.of(
              column.name(),
              String.format(Locale.ROOT, "%.2f", 100 * accuracy.mean()),
              several ? String.format(Locale.ROOT, "%.2f", 100 * accuracy.standardError()) : "",
              String.format(Locale.ROOT, "%.2f", 100 * accuracy.best()),
              String.format(Locale.ROOT, "%.3f", column.seconds())));
    }
    json.put("columns", summaries);
    plot.ifPresent(name -> json.put("plot", List.of(name + ".svg", name + ".png")));
    json.put("backend", compute.backend().toString());
    json.put("threads", (long) compute.threads());
    String text =
        String.format(
            Locale.ROOT,
            "%d networks of split %s on the first %,d test images of %s:%n%n%s",
            lines.size(),
            sampled.split,
            tested.size(),
            tested.source(),
            table);
    return new Result(lines, json, text);
  }
}
