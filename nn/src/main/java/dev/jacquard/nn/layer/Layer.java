package dev.jacquard.nn.layer;

import java.util.List;

/**
 * What one node of a network computes: an immutable description without weights. The set is small
 * and closed, and every walk over networks is a {@link LayerVisitor}, so that a walk that forgets a
 * kind does not compile.
 */
public sealed interface Layer
    permits Activate,
        AdaptiveAvgPool2d,
        Add,
        Attention,
        AvgPool2d,
        BatchNorm2d,
        Concat,
        Conv2d,
        Dropout,
        Flatten,
        Input,
        LayerNorm,
        Linear,
        MaxPool2d,
        Multiply,
        PadChannels,
        Parameter,
        Permute,
        Reshape,
        Slice,
        StochasticDepth {
  /** The name of this kind of layer in JSON and in messages. */
  String kind();

  /** Hands this layer to the method of a visitor that is for its kind. */
  <R> R accept(LayerVisitor<R> visitor);

  /** Whether the layer can work on this number of inputs; one for most kinds. */
  default boolean takes(int inputs) {
    return inputs == 1;
  }

  /** The learnable weights, in PyTorch's order; none for most kinds. */
  default List<Weight> weights() {
    return List.of();
  }
}
