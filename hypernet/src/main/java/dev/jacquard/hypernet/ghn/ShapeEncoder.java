package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Add;
import dev.jacquard.autograd.op.Concat;
import dev.jacquard.autograd.op.GatherRows;
import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.tensor.Shape;
import java.util.List;

/**
 * The features with which nodes begin (Knyazev et al. 2021, section 3 and appendix B): an embedding
 * of the primitive, plus one of the shape, in four parts: out-channels, in-channels, rows, columns.
 */
final class ShapeEncoder {
  private final SizeTable channels;
  private final SizeTable spatial;

  ShapeEncoder(GhnConfig config) {
    this.channels = SizeTable.channels(config.classes());
    this.spatial = SizeTable.spatial(config.maxKernel());
  }

  /** The rows of the table of channels' embeddings. */
  int channelRows() {
    return channels.rows();
  }

  /** The rows of the table of kernels' embeddings. */
  int spatialRows() {
    return spatial.rows();
  }

  /** The features of nodes, {@code [nodes, hidden]}. */
  Var features(GhnVars vars, List<PrimitiveNode> nodes) {
    int n = nodes.size();
    int[] primitive = new int[n];
    int[][] part = new int[4][n];
    for (int v = 0; v < n; v++) {
      PrimitiveNode node = nodes.get(v);
      primitive[v] = node.primitive().index();
      int[] rows = rows(node);
      for (int axis = 0; axis < 4; axis++) {
        part[axis][v] = rows[axis];
      }
    }
    Var channel = vars.get("shape_enc.embed_channel.weight");
    Var kernel = vars.get("shape_enc.embed_spatial.weight");
    Var shapes =
        Concat.concat(
            List.of(
                GatherRows.gatherRows(channel, part[0]),
                GatherRows.gatherRows(channel, part[1]),
                GatherRows.gatherRows(kernel, part[2]),
                GatherRows.gatherRows(kernel, part[3])),
            1);
    return Add.add(GatherRows.gatherRows(vars.get("embed.weight"), primitive), shapes);
  }

  private int[] rows(PrimitiveNode node) {
    if (node.shape().isEmpty()) {
      return new int[] {channels.dummy(), channels.dummy(), spatial.dummy(), spatial.dummy()};
    }
    int[] dims = fourDimensional(node.shape().get());
    return new int[] {
      channels.channelRow(dims[0]),
      channels.channelRow(dims[1]),
      spatial.spatialRow(dims[2]),
      spatial.spatialRow(dims[3])
    };
  }

  /** Out-channels, in-channels, rows and columns. */
  private static int[] fourDimensional(Shape shape) {
    if (shape.rank() == 3 && shape.dim(0) == 1 && shape.dim(1) > 1 && shape.dim(2) > 1) {
      // A positional encoding of tokens: a square of pixels.
      int side = (int) Math.sqrt((double) shape.dim(1));
      return new int[] {1, shape.dim(2), side, side};
    }
    int[] dims = {1, 1, 1, 1};
    System.arraycopy(shape.dims(), 0, dims, 0, Math.min(4, shape.rank()));
    return dims;
  }
}
