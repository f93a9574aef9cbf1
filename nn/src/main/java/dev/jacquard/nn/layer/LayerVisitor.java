package dev.jacquard.nn.layer;

/**
 * One walk's work for every kind of layer.
 *
 * @param <R> what the walk gives for a layer
 */
public interface LayerVisitor<R> {
  /** For a function of one value. */
  R activate(Activate layer);

  /** For an adaptive average pooling. */
  R adaptiveAvgPool2d(AdaptiveAvgPool2d layer);

  /** For a sum. */
  R add(Add layer);

  /** For an attention core. */
  R attention(Attention layer);

  /** For an average pooling. */
  R avgPool2d(AvgPool2d layer);

  /** For a batch norm. */
  R batchNorm2d(BatchNorm2d layer);

  /** For a concatenation. */
  R concat(Concat layer);

  /** For a convolution. */
  R conv2d(Conv2d layer);

  /** For dropout. */
  R dropout(Dropout layer);

  /** For a flattening. */
  R flatten(Flatten layer);

  /** For the images that come in. */
  R input(Input layer);

  /** For a layer norm. */
  R layerNorm(LayerNorm layer);

  /** For a linear map. */
  R linear(Linear layer);

  /** For a maximum pooling. */
  R maxPool2d(MaxPool2d layer);

  /** For a product. */
  R multiply(Multiply layer);

  /** For channels of zeros. */
  R padChannels(PadChannels layer);

  /** For a learnable value. */
  R parameter(Parameter layer);

  /** For a change of the order of axes. */
  R permute(Permute layer);

  /** For a change of the shape of each row. */
  R reshape(Reshape layer);

  /** For a part. */
  R slice(Slice layer);

  /** For stochastic depth. */
  R stochasticDepth(StochasticDepth layer);
}
