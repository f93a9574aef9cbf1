package dev.jacquard.hypernet.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.nn.network.Primitive;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("portable")
class PrimitiveGraphTest {
  private static List<Primitive> primitives(PrimitiveGraph graph) {
    return graph.nodes().stream().map(PrimitiveNode::primitive).toList();
  }

  // Counts that the published code gives.
  @ParameterizedTest
  @CsvSource({
    "resnet50, 126, 141, 7686",
    "mnasnet1_0, 117, -1, -1",
    "shufflenet_v2_x1_0, 131, -1, -1"
  })
  void graphsHaveThePublishedSizes(String model, int nodes, int edges, int virtual) {
    PrimitiveGraph graph = PrimitiveGraph.of(Models.build(model, 10, 32));

    assertEquals(nodes, graph.size());
    if (edges >= 0) {
      assertEquals(edges, graph.edgeCount());
      assertEquals(virtual, Distances.of(graph, Distances.CUTOFF).virtualEdgeCount());
    }
  }

  @Test
  void theVisionTransformerHasItsPublishedNodes() {
    assertEquals(129, PrimitiveGraph.of(CellNetwork.vit().build("vit", 10, 32)).size());
  }

  /** input - conv - bias - (relu) - sum with conv2; x + x is none. */
  @Test
  void whatLiesBetweenPrimitivesJoinsEdges() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node x = net.add("conv", Conv2d.of(3, 3, 1).withBias(), net.input());
    x = net.relu(x);
    Node twice = net.add(new Add(), x, x);
    Node y = net.add("conv2", Conv2d.of(3, 3, 1), twice);
    y = net.add(new Add(), y, twice);
    Network network = net.build(net.add("fc", Linear.of(12, 2), net.add(new Flatten(), y)));
    PrimitiveGraph graph = PrimitiveGraph.of(network);

    assertEquals(
        List.of(
            Primitive.INPUT,
            Primitive.CONV,
            Primitive.BIAS,
            Primitive.CONV,
            Primitive.SUM,
            Primitive.CONV,
            Primitive.BIAS),
        primitives(graph));
    assertArrayEquals(new int[] {2, 3}, graph.predecessors(4));
    assertEquals(Optional.of("fc.weight"), graph.classifierWeight().orElseThrow().parameter());
    assertEquals(Optional.of("fc.bias"), graph.classifierBias().orElseThrow().parameter());
  }

  @Test
  void aProductThatIsNoPrimitiveGivesTheNextNodeTwoEdges() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node x = net.add("conv", Conv2d.of(3, 3, 1), net.input());
    Node gate = net.add("gate", Conv2d.of(3, 3, 1), x);
    Node y = net.add(new Multiply(), x, net.add(Activate.relu(), gate));
    PrimitiveGraph graph = PrimitiveGraph.of(net.build(net.add("last", Conv2d.of(3, 2, 1), y)));

    assertArrayEquals(new int[] {1, 2}, graph.predecessors(3));
  }

  @Test
  void aClassifierWithoutABiasIsTheLastWeight() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node x = net.add("conv", Conv2d.of(3, 3, 1), net.input());
    Network network = net.build(net.add("fc", new Linear(12, 2, false), net.add(new Flatten(), x)));
    PrimitiveGraph graph = PrimitiveGraph.of(network);

    assertEquals(Optional.of("fc.weight"), graph.classifierWeight().orElseThrow().parameter());
    assertEquals(Optional.empty(), graph.classifierBias());
    assertEquals(
        Optional.empty(),
        PrimitiveGraph.of(Models.build("squeezenet1_1", 10, 32)).classifierWeight());
  }

  @Test
  void distancesEndAtTheCutoff() {
    NetworkBuilder net = new NetworkBuilder("chain");
    Node x = net.input();
    for (int i = 0; i < 5; i++) {
      x = net.add("conv" + i, Conv2d.of(3, 3, 1), x);
    }
    PrimitiveGraph graph = PrimitiveGraph.of(net.build(x));
    Distances distances = Distances.of(graph, 3);

    assertEquals(1, distances.between(0, 1));
    assertEquals(3, distances.between(1, 4));
    assertEquals(0, distances.between(0, 4));
    assertEquals(0, distances.between(1, 0));
    assertEquals(0, distances.between(2, 2));
    // Of 6 nodes in a row: 4 pairs two steps apart and 3 pairs three.
    assertEquals(7, distances.virtualEdgeCount());
  }

  @Test
  void levelsKeepSeveralGraphsApart() {
    PrimitiveGraph small = PrimitiveGraph.of(Models.build("alexnet", 10, 32));
    PrimitiveGraph large = PrimitiveGraph.of(Models.build("resnet18", 10, 32));
    List<PrimitiveGraph> graphs = List.of(small, large);
    Levels levels =
        Levels.of(
            graphs, graphs.stream().map(graph -> Distances.of(graph, Distances.CUTOFF)).toList());
    int[] order = levels.order();
    int[] places = levels.places();

    assertEquals(small.size() + large.size(), order.length);
    for (int v = 0; v < order.length; v++) {
      assertEquals(v, order[places[v]]);
    }
    double edges = 0;
    for (int level = 0; level < levels.count(); level++) {
      for (float weight : levels.edgesInto(level).toArray()) {
        edges += weight;
      }
    }
    assertEquals(small.edgeCount() + large.edgeCount(), edges);
  }
}
