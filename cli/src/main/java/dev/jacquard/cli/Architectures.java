package dev.jacquard.cli;

import dev.jacquard.cli.Table.Align;
import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.hypernet.arch.NetworkFacts;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.io.AtomicFile;
import dev.jacquard.tensor.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws networks of DeepNets-1M. */
@Command(
    name = "archs",
    description = {
      "Draw networks of a split of DeepNets-1M: as JSON Lines, each a description that other commands"
          + " take in a file, and what the networks have in common."
    })
final class Architectures implements Subcommand {
  @Mixin SampledNetworks sampled = new SampledNetworks();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file that gets a line for each network. Default: they are counted only.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--stats",
      description = "Print means, deviations and extremes, and how often primitives occur.")
  boolean stats;

  /** A number that every network has. */
  private record Measure(String name, ToDoubleFunction<NetworkFacts> of) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("nodes", NetworkFacts::nodes),
          new Measure("edges", NetworkFacts::edges),
          new Measure("virtualEdges", NetworkFacts::virtualEdges),
          new Measure("longestPath", NetworkFacts::longestPath),
          new Measure("parametersSmall", NetworkFacts::parametersSmall),
          new Measure("parametersLarge", NetworkFacts::parametersLarge));

  @Override
  public Result run(Session session) throws IOException {
    ArchitectureSampler sampler = sampled.sampler();
    List<NetworkFacts> all = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    Pace telling = Pace.ofProgress();
    for (int k = 0; k < sampled.count; k++) {
      CellNetwork network = sampled.cells(sampler, k);
      // The published numbers are those of networks with C = 32.
      NetworkFacts facts = NetworkFacts.of(sampler.network(k));
      all.add(facts);
      if (out.isPresent()) {
        lines.append(Json.line(line(k, network, facts)));
      }
      if (telling.isDue()) {
        session.progress().printf(Locale.ROOT, "network %,d of %,d%n", k + 1, sampled.count);
      }
    }
    if (out.isPresent()) {
      byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(out.get(), file -> file.write(bytes));
    }
    return result(all);
  }

  private Map<String, Object> line(int index, CellNetwork network, NetworkFacts facts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("split", sampled.split);
    json.put("seed", sampled.seed);
    json.put("idx", (long) index);
    json.put("net_args", CellNetworkJson.netArgs(network));
    json.put("num_nodes", (long) facts.nodes());
    json.put("num_edges", (long) facts.edges());
    json.put("num_edges_ve50", (long) (facts.edges() + facts.virtualEdges()));
    json.put("max_path", (long) facts.longestPath());
    json.put(
        "num_params",
        Map.of("cifar10", facts.parametersSmall(), "imagenet", facts.parametersLarge()));
    Map<String, Object> primitives = new LinkedHashMap<>();
    facts.primitives().forEach((primitive, n) -> primitives.put(primitive.label(), (long) n));
    json.put("primitives", primitives);
    return json;
  }

  private Result result(List<NetworkFacts> all) {
    Map<String, Object> json = new LinkedHashMap<>(sampled.json());
    json.put("count", (long) all.size());
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d networks of split %s, seed %d%n",
            all.size(),
            sampled.split,
            sampled.seed));
    if (stats) {
      addMeasures(all, json, text);
      addPrimitives(all, json, text);
    }
    out.ifPresent(
        file -> {
          json.put("out", file.toString());
          text.append("written to ").append(file).append('\n');
        });
    return new Result(json, text.toString());
  }

  private static void addMeasures(
      List<NetworkFacts> all, Map<String, Object> json, StringBuilder text) {
    Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.add(List.of("", "mean", "deviation", "least", "most"));
    for (Measure measure : MEASURES) {
      double[] values = all.stream().mapToDouble(measure.of()).toArray();
      double mean = 0;
      double squares = 0;
      double least = values[0];
      double most = values[0];
      for (double value : values) {
        mean += value / values.length;
        squares += value * value / values.length;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
      Map<String, Object> of = new LinkedHashMap<>();
      of.put("mean", mean);
      of.put("std", deviation);
      of.put("min", least);
      of.put("max", most);
      json.put(measure.name(), of);
      table.add(
          List.of(
              measure.name(),
              String.format(Locale.ROOT, "%,.1f", mean),
              String.format(Locale.ROOT, "%,.1f", deviation),
              String.format(Locale.ROOT, "%,.0f", least),
              String.format(Locale.ROOT, "%,.0f", most)));
    }
    text.append(table);
  }

  private static void addPrimitives(
      List<NetworkFacts> all, Map<String, Object> json, StringBuilder text) {
    Map<Primitive, Long> counts = new EnumMap<>(Primitive.class);
    all.forEach(
        facts -> facts.primitives().forEach((p, n) -> counts.merge(p, (long) n, Long::sum)));
    double nodes = all.stream().mapToLong(NetworkFacts::nodes).sum();
    Map<String, Object> shares = new LinkedHashMap<>();
    Table table = new Table(Align.LEFT, Align.RIGHT);
    table.add(List.of("primitive", "% of nodes"));
    counts.entrySet().stream()
        .sorted(Map.Entry.<Primitive, Long>comparingByValue().reversed())
        .forEach(
            entry -> {
              double share = entry.getValue() / nodes;
              shares.put(entry.getKey().label(), share);
              table.add(
                  List.of(entry.getKey().label(), String.format(Locale.ROOT, "%.2f", 100 * share)));
            });
    json.put("primitives", shares);
    text.append('\n').append(table);
  }
}
