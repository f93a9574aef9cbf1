package dev.jacquard.cli.draw;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Primitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The primitives of a graph as they are drawn, and how often each occurs. */
final class Legend {
  static final double WIDTH = 132;

  private static final double ROW = 28;
  private static final double SAMPLE_WIDTH = 82;

  /** What is related stands together. */
  private static final List<Primitive> ORDER =
      List.of(
          Primitive.INPUT,
          Primitive.POS_ENC,
          Primitive.CONV,
          Primitive.SEP_CONV,
          Primitive.DIL_CONV,
          Primitive.BIAS,
          Primitive.BN,
          Primitive.LN,
          Primitive.MAX_POOL,
          Primitive.AVG_POOL,
          Primitive.GLOB_AVG,
          Primitive.SUM,
          Primitive.CONCAT,
          Primitive.MSA,
          Primitive.CSE);

  private final Map<Primitive, Long> counts = new LinkedHashMap<>();

  Legend(PrimitiveGraph graph) {
    for (Primitive primitive : ORDER) {
      long count = graph.nodes().stream().filter(node -> node.primitive() == primitive).count();
      if (count > 0) {
        counts.put(primitive, count);
      }
    }
  }

  double height() {
    return ROW * counts.size();
  }

  /** Draws it with its upper left corner at a point. */
  void draw(Svg svg, double x, double y) {
    svg.open("<g class=\"legend\">");
    double middle = y + Layout.BOX_HEIGHT / 2;
    for (Map.Entry<Primitive, Long> entry : counts.entrySet()) {
      Look look = Look.of(entry.getKey());
      svg.line(
          "<path d=\"%s\" fill=\"%s\" stroke=\"%s\"/>",
          look.outline().path(x + SAMPLE_WIDTH / 2, middle, SAMPLE_WIDTH, Layout.BOX_HEIGHT),
          look.fill(),
          look.line());
      svg.line(
          "<text x=\"%s\" y=\"%s\" fill=\"%s\" text-anchor=\"middle\">%s</text>",
          Svg.number(x + SAMPLE_WIDTH / 2),
          Svg.number(middle + GraphDrawing.BASELINE),
          look.ink(),
          entry.getKey().label());
      svg.line(
          "<text x=\"%s\" y=\"%s\">%,d</text>",
          Svg.number(x + SAMPLE_WIDTH + 10),
          Svg.number(middle + GraphDrawing.BASELINE),
          entry.getValue());
      middle += ROW;
    }
    svg.close("g");
  }
}
