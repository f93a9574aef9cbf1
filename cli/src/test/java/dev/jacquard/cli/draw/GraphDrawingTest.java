package dev.jacquard.cli.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.Genotype;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Primitive;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@Tag("portable")
class GraphDrawingTest {
  private static final double TOLERANCE = 1e-9;

  static Stream<Network> networks() {
    return Stream.of(
        Models.build("resnet50", 10, 32),
        Models.build("squeezenet1_0", 10, 32),
        sampled(0),
        sampled(1),
        CellNetwork.searched(Genotype.darts(), 32).build("darts", 10, 32));
  }

  private static Network sampled(long index) {
    return ArchitectureSampler.of(Split.TRAIN, 0).network(index).build("<&\"\u0001>", 10, 32);
  }

  private static Layout layout(PrimitiveGraph graph) {
    double[] widths = new double[graph.size()];
    Arrays.setAll(widths, v -> 40 + 10 * (v % 7));
    return Layout.of(graph, widths);
  }

  private static Document parsed(Network network) throws Exception {
    String svg = GraphDrawing.svg(network, PrimitiveGraph.of(network));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document document, String tag, String kind) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getAttribute("class").equals(kind)) {
        found.add(element);
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyNodeAndEdgeIsAnElement(Network network) throws Exception {
    PrimitiveGraph graph = PrimitiveGraph.of(network);
    Document document = parsed(network);

    assertEquals(graph.size(), elements(document, "g", "node").size());
    assertEquals(graph.edgeCount(), elements(document, "path", "edge").size());
    assertEquals(
        graph.nodes().stream().map(node -> node.primitive()).distinct().count(),
        elements(document, "g", "legend").get(0).getElementsByTagName("path").getLength());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void boxesOfALayerDoNotOverlap(Network network) {
    Layout layout = layout(PrimitiveGraph.of(network));
    List<Layout.Box> boxes = new ArrayList<>(layout.boxes());
    boxes.sort(Comparator.comparingInt(Layout.Box::layer).thenComparingDouble(Layout.Box::x));

    for (int i = 1; i < boxes.size(); i++) {
      Layout.Box left = boxes.get(i - 1);
      Layout.Box right = boxes.get(i);
      if (left.layer() == right.layer()) {
        double between = right.x() - left.x() - (left.width() + right.width()) / 2;
        assertTrue(between >= Layout.GAP - TOLERANCE, left + " " + right);
      } else {
        assertTrue(right.y() - left.y() > Layout.BOX_HEIGHT, left + " " + right);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everythingIsInside(Network network) {
    Layout layout = layout(PrimitiveGraph.of(network));

    for (Layout.Box box : layout.boxes()) {
      assertTrue(box.x() - box.width() / 2 >= -TOLERANCE, box.toString());
      assertTrue(box.x() + box.width() / 2 <= layout.width() + TOLERANCE, box.toString());
      assertTrue(box.y() + Layout.BOX_HEIGHT / 2 <= layout.height() + TOLERANCE, box.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void edgesLeadDownFromNodeToNode(Network network) {
    Layout layout = layout(PrimitiveGraph.of(network));

    for (Layout.Edge edge : layout.edges()) {
      List<Layout.Stop> stops = edge.stops();
      Layout.Stop last = stops.get(stops.size() - 1);
      assertEquals(layout.boxes().get(edge.from()).x(), stops.get(0).x());
      assertEquals(layout.boxes().get(edge.to()).x(), last.x());
      for (int i = 1; i < stops.size(); i++) {
        assertTrue(stops.get(i).top() > stops.get(i - 1).bottom(), edge.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void edgesPassBetweenBoxes(Network network) {
    Layout layout = layout(PrimitiveGraph.of(network));

    for (Layout.Edge edge : layout.edges()) {
      for (Layout.Stop stop : edge.stops().subList(1, edge.stops().size() - 1)) {
        for (Layout.Box box : layout.boxes()) {
          boolean same = box.y() > stop.top() && box.y() < stop.bottom();
          assertTrue(
              !same || Math.abs(box.x() - stop.x()) > box.width() / 2, () -> edge + " " + box);
        }
      }
    }
  }

  @Test
  void theMainPathOfAResNetIsStraight() {
    PrimitiveGraph graph = PrimitiveGraph.of(Models.build("resnet18", 10, 32));
    Layout layout = layout(graph);

    double x = layout.boxes().get(0).x();
    assertTrue(
        graph.nodes().stream()
            .filter(node -> !node.layer().contains("downsample"))
            .allMatch(node -> layout.boxes().get(node.index()).x() == x));
  }

  @Test
  void primitivesLookDifferent() {
    List<Look> looks = Arrays.stream(Primitive.values()).map(Look::of).toList();

    assertEquals(looks.size(), looks.stream().map(Look::outline).distinct().count());
    assertEquals(looks.size(), looks.stream().map(Look::fill).distinct().count());
  }

  @Test
  void nodesHaveShapesAndNames() throws Exception {
    Network network = Models.build("resnet18", 10, 224);
    Element node = elements(parsed(network), "g", "node").get(1);

    assertEquals("1: conv1.weight", text(node, "title"));
    assertEquals("conv 64x3x7x7", text(node, "text"));
  }

  private static String text(Element element, String tag) {
    return element.getElementsByTagName(tag).item(0).getTextContent();
  }

  @Test
  void textIsEscaped() {
    assertEquals(
        "&lt;a &amp; &quot;b&quot;&gt; \ufffd\ufffd", Svg.escape("<a & \"b\"> \u0000\ud800"));
  }

  @Test
  void numbersHaveOneDecimalAtMost() {
    assertEquals(
        List.of("0", "-1.5", "12", "1234567"),
        Stream.of(-0.01, -1.5, 11.99, 1234567.0).map(Svg::number).toList());
  }
}
