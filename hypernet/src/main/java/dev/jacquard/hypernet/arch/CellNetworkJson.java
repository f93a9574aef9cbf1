package dev.jacquard.hypernet.arch;

import dev.jacquard.hypernet.arch.CellNetwork.Norm;
import dev.jacquard.hypernet.arch.CellNetwork.Stem;
import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import dev.jacquard.tensor.io.JsonFields;
import dev.jacquard.tensor.io.None;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cell networks as JSON, in the form of the published data set: an object of {@code net_args}, bare
 * or in an object beside {@code num_classes} and {@code is_imagenet_input}. What is left out of
 * {@code net_args} has the values of {@link CellNetwork#of}; only {@code genotype} and {@code
 * n_cells} must be there.
 */
public final class CellNetworkJson {
  private static final String NET_ARGS = "net_args";
  private static final String GENOTYPE = "genotype";
  private static final int LARGE_IMAGES = 224;
  private static final int SMALL_IMAGES = 32;

  private CellNetworkJson() {}

  /**
   * What a document describes.
   *
   * @param network the network
   * @param classes the number of classes, where it says
   * @param imageSize 224 for ImageNet's images and 32 for others, where it says
   */
  public record Description(
      CellNetwork network, Optional<Integer> classes, Optional<Integer> imageSize) {}

  /** Whether a document looks like a cell network, and not like a network of another form. */
  public static boolean describes(Object tree) {
    return tree instanceof Map<?, ?> map
        && (map.containsKey(NET_ARGS) || map.containsKey(GENOTYPE));
  }

  /**
   * Reads a document.
   *
   * @param where what messages call it
   * @param tree the document, as {@link dev.jacquard.tensor.io.Json} reads it
   * @throws IllegalArgumentException if it does not describe a cell network
   */
  public static Description of(String where, Object tree) {
    JsonFields top = new JsonFields(where, tree);
    if (!top.has(NET_ARGS)) {
      return new Description(network(top), Optional.empty(), Optional.empty());
    }
    Optional<Integer> classes =
        top.has("num_classes") ? Optional.of(top.integer("num_classes")) : Optional.empty();
    Optional<Integer> imageSize =
        top.has("is_imagenet_input")
            ? Optional.of(top.truth("is_imagenet_input", false) ? LARGE_IMAGES : SMALL_IMAGES)
            : Optional.empty();
    return new Description(network(top.object(NET_ARGS)), classes, imageSize);
  }

  private static CellNetwork network(JsonFields args) {
    CellNetwork network =
        new CellNetwork(
            genotype(args.object(GENOTYPE)),
            args.integer("n_cells"),
            args.integer("C", CellNetwork.DEFAULT_CHANNELS),
            stem(args.integer("stem_type", 0)),
            args.integer("ks", 3),
            args.truth("stem_pool", false),
            norm(args),
            args.truth("preproc", true),
            args.integer("C_mult", 2),
            Math.max(1, args.integer("fc_layers", 0)),
            args.integer("fc_dim", 0),
            args.truth("glob_avg", true));
    args.end();
    return network;
  }

  private static Stem stem(int type) {
    return switch (type) {
      case 0 -> Stem.PLAIN;
      case 1 -> Stem.HALVING;
      default -> throw new IllegalArgumentException("stem_type: expected 0 or 1, got " + type);
    };
  }

  private static Norm norm(JsonFields args) {
    if (args.isNull("norm")) {
      return Norm.NONE;
    }
    String name = args.text("norm", "bnorm");
    return switch (name) {
      case "bnorm", "bn" -> Norm.BATCH;
      case "bn-track" -> Norm.TRACKED;
      default ->
          throw new IllegalArgumentException(
              "norm: expected bnorm, bn, bn-track or null, got " + name);
    };
  }

  private static Genotype genotype(JsonFields json) {
    Genotype genotype = new Genotype(cell(json, "normal"), cell(json, "reduce"));
    json.end();
    return genotype;
  }

  private static Cell cell(JsonFields json, String kind) {
    List<Edge> edges = new ArrayList<>();
    for (Object pair : json.list(kind)) {
      if (!(pair instanceof List<?> edge
          && edge.size() == 2
          && edge.get(0) instanceof String operation
          && edge.get(1) instanceof Long state)) {
        throw new IllegalArgumentException(
            kind + ": expected pairs of an operation and a state, got " + pair);
      }
      edges.add(new Edge(CellOperation.of(operation), Math.toIntExact(state)));
    }
    return new Cell(edges, json.integers(kind + "_concat"));
  }

  /** The {@code net_args} of a network, complete. */
  public static Map<String, Object> netArgs(CellNetwork network) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("stem_type", network.stem() == Stem.PLAIN ? 0L : 1L);
    args.put("stem_pool", network.stemPool());
    args.put(
        "norm",
        switch (network.norm()) {
          case NONE -> None.NONE;
          case BATCH -> "bnorm";
          case TRACKED -> "bn-track";
        });
    args.put("preproc", network.preprocessing());
    args.put("fc_layers", (long) network.finalLayers());
    args.put("glob_avg", network.globalAverage());
    Map<String, Object> genotype = new LinkedHashMap<>();
    put(genotype, "normal", network.genotype().normal());
    put(genotype, "reduce", network.genotype().reduce());
    args.put(GENOTYPE, genotype);
    args.put("n_cells", (long) network.cells());
    args.put("ks", (long) network.stemKernel());
    args.put("C_mult", (long) network.multiplier());
    args.put("fc_dim", (long) network.finalWidth());
    args.put("C", (long) network.channels());
    return args;
  }

  private static void put(Map<String, Object> genotype, String kind, Cell cell) {
    genotype.put(
        kind,
        cell.edges().stream()
            .map(edge -> List.<Object>of(edge.operation().toString(), (long) edge.state()))
            .toList());
    genotype.put(kind + "_concat", cell.concat().stream().map(Integer::longValue).toList());
  }
}
