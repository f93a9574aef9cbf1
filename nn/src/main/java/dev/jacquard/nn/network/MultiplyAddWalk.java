package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Attention;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.tensor.Shape;
import java.util.List;

/** Counts the multiply-adds of a forward pass, as the literature does: those of products only. */
final class MultiplyAddWalk {
  private MultiplyAddWalk() {}

  static long of(Network network, List<Shape> shapes) {
    long sum = 0;
    for (Node node : network.nodes()) {
      Shape y = shapes.get(node.index());
      if (node.layer() instanceof Conv2d conv) {
        sum += ShapeWalk.geometry(conv, shapes.get(node.inputs().get(0))).multiplyAdds();
      } else if (node.layer() instanceof Linear linear) {
        sum += (long) y.size() * linear.in();
      } else if (node.layer() instanceof Attention) {
        // q k' and p v: each token meets each token, on every feature.
        sum += 2L * y.size() * y.dim(1);
      }
    }
    return sum;
  }
}
