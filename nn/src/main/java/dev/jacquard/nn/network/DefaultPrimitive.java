package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.Attention;
import dev.jacquard.nn.layer.AvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Input;
import dev.jacquard.nn.layer.LayerNorm;
import dev.jacquard.nn.layer.LayerVisitor;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.layer.PadChannels;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Permute;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.Slice;
import dev.jacquard.nn.layer.StochasticDepth;
import java.util.Optional;

/** The primitive that a layer is where nobody says otherwise. */
final class DefaultPrimitive implements LayerVisitor<Optional<Primitive>> {
  @Override
  public Optional<Primitive> activate(Activate layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> adaptiveAvgPool2d(AdaptiveAvgPool2d layer) {
    return Optional.of(Primitive.GLOB_AVG);
  }

  @Override
  public Optional<Primitive> add(Add layer) {
    return Optional.of(Primitive.SUM);
  }

  @Override
  public Optional<Primitive> attention(Attention layer) {
    return Optional.of(Primitive.MSA);
  }

  @Override
  public Optional<Primitive> avgPool2d(AvgPool2d layer) {
    return Optional.of(Primitive.AVG_POOL);
  }

  @Override
  public Optional<Primitive> batchNorm2d(BatchNorm2d layer) {
    return Optional.of(Primitive.BN);
  }

  @Override
  public Optional<Primitive> concat(Concat layer) {
    return Optional.of(Primitive.CONCAT);
  }

  @Override
  public Optional<Primitive> conv2d(Conv2d layer) {
    boolean dilated = layer.sliding().dilationHeight() > 1 && layer.sliding().dilationWidth() > 1;
    if (layer.sliding().groups() == 1) {
      return Optional.of(Primitive.CONV);
    }
    return Optional.of(dilated ? Primitive.DIL_CONV : Primitive.SEP_CONV);
  }

  @Override
  public Optional<Primitive> dropout(Dropout layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> flatten(Flatten layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> input(Input layer) {
    return Optional.of(Primitive.INPUT);
  }

  @Override
  public Optional<Primitive> layerNorm(LayerNorm layer) {
    return Optional.of(Primitive.LN);
  }

  @Override
  public Optional<Primitive> linear(Linear layer) {
    return Optional.of(Primitive.CONV);
  }

  @Override
  public Optional<Primitive> maxPool2d(MaxPool2d layer) {
    return Optional.of(Primitive.MAX_POOL);
  }

  @Override
  public Optional<Primitive> multiply(Multiply layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> padChannels(PadChannels layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> parameter(Parameter layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> permute(Permute layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> reshape(Reshape layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> slice(Slice layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Primitive> stochasticDepth(StochasticDepth layer) {
    return Optional.empty();
  }
}
