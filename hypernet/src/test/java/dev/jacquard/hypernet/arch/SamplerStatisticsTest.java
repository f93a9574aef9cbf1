package dev.jacquard.hypernet.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is sampled against what the published generator samples. */
class SamplerStatisticsTest {
  private static final int NETWORKS = 5000;
  private static final double STANDARD_ERRORS = 4;
  private static final double POINTS = 0.01;

  /** A mean with its standard error. */
  private static final class Sample {
    private final DoubleSummaryStatistics values = new DoubleSummaryStatistics();
    private double squares;

    void add(double x) {
      values.accept(x);
      squares += x * x;
    }

    double squaredError() {
      double mean = values.getAverage();
      return (squares / values.getCount() - mean * mean) / values.getCount();
    }

    void assertLike(String field, Object golden) {
      Object expected = Golden.get(golden, field);
      double mean = (double) Golden.get(expected, "mean");
      double deviation = (double) Golden.get(expected, "std");
      double count = (long) Golden.get(golden, "n");
      double error = Math.sqrt(squaredError() + deviation * deviation / count);

      assertEquals(mean, values.getAverage(), STANDARD_ERRORS * error, field);
    }
  }

  private static Object goldenOfVal() throws TensorFileException {
    return Golden.get(Json.read(Golden.file("deepnets_stats.json")), "val");
  }

  @Test
  void networksOfTrainAreOnAverageThoseOfThePublishedGenerator() throws TensorFileException {
    Object golden = goldenOfVal();
    ArchitectureSampler sampler = ArchitectureSampler.of(Split.TRAIN, 1);
    Sample nodes = new Sample();
    Sample edges = new Sample();
    Sample paths = new Sample();
    Sample small = new Sample();
    Sample large = new Sample();
    Map<Primitive, Long> primitives = new EnumMap<>(Primitive.class);
    for (int k = 0; k < NETWORKS; k++) {
      NetworkFacts facts = NetworkFacts.of(sampler.network(k));
      nodes.add(facts.nodes());
      edges.add(facts.edges());
      paths.add(facts.longestPath());
      small.add((double) facts.parametersSmall());
      large.add((double) facts.parametersLarge());
      facts
          .primitives()
          .forEach((primitive, n) -> primitives.merge(primitive, (long) n, Long::sum));
    }

    nodes.assertLike("num_nodes", golden);
    edges.assertLike("num_edges", golden);
    paths.assertLike("max_path", golden);
    small.assertLike("num_params_cifar10", golden);
    large.assertLike("num_params_imagenet", golden);
    double all = primitives.values().stream().mapToLong(Long::longValue).sum();
    for (Primitive primitive : Primitive.values()) {
      String name = primitive.label();
      double expected = (double) Golden.get(Golden.get(golden, "primitive_node_fraction"), name);
      assertEquals(expected, primitives.getOrDefault(primitive, 0L) / all, POINTS, name);
    }
  }

  @Test
  void asManyNetworksAreRejectedAsInThePublishedGenerator() throws TensorFileException {
    Object golden = Golden.get(goldenOfVal(), "generator_counts");
    NetworkDraw draw = new NetworkDraw(Split.TRAIN.rules(), Split.TRAIN.bounds());
    Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
    for (int k = 0; k < NETWORKS; k++) {
      Draws draws = new Draws(RandomStream.of(k));
      Optional<Rejection> rejection =
          Rejection.of(draw.draw(draws), Split.TRAIN.rules().maxParameters());
      rejection.ifPresent(reason -> rejections.merge(reason, 1L, Long::sum));
    }

    assertSameRate(Rejection.UNBALANCED, rejections, golden, "rej_cse_or_convlarge");
    assertSameRate(Rejection.NOTHING_LEARNABLE, rejections, golden, "rej_no_learnable");
    assertSameRate(Rejection.TOO_LARGE, rejections, golden, "rej_too_large");
  }

  private static void assertSameRate(
      Rejection reason, Map<Rejection, Long> ours, Object golden, String name) {
    double proposals = (long) Golden.get(golden, "proposals");
    double theirs = (long) Golden.get(golden, name);
    double own = ours.getOrDefault(reason, 0L);
    double rate = (own + theirs) / (NETWORKS + proposals);
    double error = Math.sqrt(rate * (1 - rate) * (1.0 / NETWORKS + 1 / proposals));

    assertEquals(theirs / proposals, own / NETWORKS, STANDARD_ERRORS * error, name);
  }

  @Test
  void sampledNetworksOfTheReferenceHaveItsParametersAndAreNotRejected() throws IOException {
    for (String line : Files.readAllLines(Golden.file("deepnets_sample.jsonl"))) {
      Object json = Json.parse(line);
      String name = Golden.get(json, "split") + " " + Golden.get(json, "idx");
      CellNetwork network = CellNetworkJson.of(name, json).network();
      Object expected = Golden.get(json, "num_params");
      long most = Split.of((String) Golden.get(json, "split")).rules().maxParameters();

      assertEquals(Golden.get(expected, "cifar10"), network.unprunedParameterCount(10, 32), name);
      assertEquals(Golden.get(expected, "imagenet"), network.unprunedParameterCount(10, 224), name);
      assertTrue(Rejection.of(network, most).isEmpty(), name);
    }
  }
}
