package dev.jacquard.cli.draw;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.nn.network.Network;
import java.util.List;
import java.util.Locale;

/**
 * Draws the graph of a network's primitives as SVG: a title, a legend, and the nodes in layers from
 * the input at the top down, with the real edges between them. The same network gives the same
 * text.
 */
public final class GraphDrawing {
  /** From the middle of a line of letters down to where they stand. */
  static final double BASELINE = 3.5;

  private static final double MARGIN = 20;
  private static final double TITLE_HEIGHT = 34;
  private static final double TITLE_LETTERS = 15;
  private static final double LEGEND_GAP = 28;
  private static final double PADDING = 7;

  private final String title;
  private final PrimitiveGraph graph;
  private final List<Label> labels;
  private final Layout layout;
  private final Legend legend;
  private final Svg svg = new Svg();

  private GraphDrawing(Network network, PrimitiveGraph graph) {
    this.title =
        String.format(
            Locale.ROOT,
            "%s: %,d nodes, %,d edges, %,d parameters",
            network.name(),
            graph.size(),
            graph.edgeCount(),
            network.parameterCount());
    this.graph = graph;
    this.labels = graph.nodes().stream().map(Label::of).toList();
    this.layout =
        Layout.of(graph, graph.nodes().stream().mapToDouble(node -> width(node, labels)).toArray());
    this.legend = new Legend(graph);
  }

  /**
   * Draws a network.
   *
   * @param graph of the network
   * @return an SVG document, to be stored as UTF-8
   */
  public static String svg(Network network, PrimitiveGraph graph) {
    return new GraphDrawing(network, graph).draw();
  }

  private static double width(PrimitiveNode node, List<Label> labels) {
    double inset = Look.of(node.primitive()).outline().inset() * Layout.BOX_HEIGHT;
    return Math.ceil(labels.get(node.index()).width() + inset + 2 * PADDING);
  }

  private String draw() {
    svg.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    openDocument();
    defineArrow();
    svg.line("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    svg.line(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" font-weight=\"bold\">%s</text>",
        Svg.number(MARGIN),
        Svg.number(MARGIN + TITLE_LETTERS - BASELINE),
        Svg.number(TITLE_LETTERS),
        Svg.escape(title));
    legend.draw(svg, MARGIN, MARGIN + TITLE_HEIGHT);
    svg.open(
        "<g transform=\"translate(%s %s)\">",
        Svg.number(MARGIN + Legend.WIDTH + LEGEND_GAP), Svg.number(MARGIN + TITLE_HEIGHT));
    drawEdges();
    drawNodes();
    return svg.close("g").close("svg").toString();
  }

  private void openDocument() {
    double across = Math.max(Legend.WIDTH + LEGEND_GAP + layout.width(), titleWidth());
    double down = TITLE_HEIGHT + Math.max(layout.height(), legend.height());
    svg.open(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$spx\" height=\"%2$spx\""
            + " viewBox=\"0 0 %1$s %2$s\" font-family=\"Helvetica, Arial, sans-serif\""
            + " font-size=\"%3$s\">",
        Svg.number(Math.ceil(2 * MARGIN + across)),
        Svg.number(Math.ceil(2 * MARGIN + down)),
        Svg.number(Label.LETTERS));
    svg.line("<title>%s</title>", Svg.escape(title));
  }

  private void defineArrow() {
    svg.open("<defs>");
    svg.open(
        "<marker id=\"arrow\" viewBox=\"0 0 6 6\" refX=\"6\" refY=\"3\" markerWidth=\"6\""
            + " markerHeight=\"6\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">");
    svg.line("<path d=\"M0 0.5L6 3L0 5.5Z\" fill=\"#555555\"/>");
    svg.close("marker").close("defs");
  }

  private double titleWidth() {
    return Label.width(title.length(), TITLE_LETTERS);
  }

  private void drawEdges() {
    svg.open("<g fill=\"none\" stroke=\"#777777\" marker-end=\"url(#arrow)\">");
    for (Layout.Edge edge : layout.edges()) {
      svg.line("<path class=\"edge\" d=\"%s\"/>", path(edge.stops()));
    }
    svg.close("g");
  }

  /** Straight lines as far as they go, and curves that begin and end straight down. */
  private static String path(List<Layout.Stop> stops) {
    StringBuilder path = new StringBuilder();
    Layout.Stop last = stops.get(0);
    path.append('M').append(point(last.x(), last.bottom()));
    double y = last.bottom();
    for (Layout.Stop stop : stops.subList(1, stops.size())) {
      if (!Svg.number(stop.x()).equals(Svg.number(last.x()))) {
        if (y < last.bottom()) {
          path.append('V').append(Svg.number(last.bottom()));
        }
        double middle = (last.bottom() + stop.top()) / 2;
        path.append('C').append(point(last.x(), middle)).append(' ');
        path.append(point(stop.x(), middle)).append(' ').append(point(stop.x(), stop.top()));
        y = stop.top();
      }
      last = stop;
    }
    return y < last.top()
        ? path.append('V').append(Svg.number(last.top())).toString()
        : path.toString();
  }

  private static String point(double x, double y) {
    return Svg.number(x) + " " + Svg.number(y);
  }

  private void drawNodes() {
    svg.open("<g text-anchor=\"middle\">");
    for (PrimitiveNode node : graph.nodes()) {
      drawNode(node);
    }
    svg.close("g");
  }

  private void drawNode(PrimitiveNode node) {
    Look look = Look.of(node.primitive());
    Layout.Box box = layout.boxes().get(node.index());
    Label label = labels.get(node.index());
    svg.open("<g class=\"node\">");
    svg.line(
        "<title>%d: %s</title>", node.index(), Svg.escape(node.parameter().orElse(node.layer())));
    svg.line(
        "<path d=\"%s\" fill=\"%s\" stroke=\"%s\"/>",
        look.outline().path(box.x(), box.y(), box.width(), Layout.BOX_HEIGHT),
        look.fill(),
        look.line());
    svg.line(
        "<text x=\"%s\" y=\"%s\" fill=\"%s\">%s%s</text>",
        Svg.number(box.x()),
        Svg.number(box.y() + BASELINE),
        look.ink(),
        label.name(),
        label.size().isEmpty()
            ? ""
            : " <tspan fill=\"" + look.line() + "\">" + label.size() + "</tspan>");
    svg.close("g");
  }
}
