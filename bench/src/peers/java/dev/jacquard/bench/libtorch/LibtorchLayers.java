package dev.jacquard.bench.libtorch;

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
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Computes one node after the other with libtorch's operators; nothing is dropped. */
final class LibtorchLayers implements LayerVisitor<Tensor> {
  private final LibtorchParameters parameters;
  private final Tensor images;
  private String name = "";
  private List<Tensor> inputs = List.of();
  private boolean inPlace;

  LibtorchLayers(LibtorchParameters parameters, Tensor images) {
    this.parameters = parameters;
    this.images = images;
  }

  /**
   * The value of a node.
   *
   * @param inPlace whether the first input may be overwritten
   */
  Tensor compute(Node node, List<Tensor> inputs, boolean inPlace) {
    this.name = node.name();
    this.inputs = inputs;
    this.inPlace = inPlace;
    return node.layer().accept(this);
  }

  private Tensor in() {
    return inputs.get(0);
  }

  private Tensor weight() {
    return parameters.get(name + ".weight");
  }

  private TensorOptional optionalWeight() {
    return new TensorOptional(weight());
  }

  private TensorOptional bias() {
    return new TensorOptional(parameters.get(name + ".bias"));
  }

  private TensorOptional bias(boolean present) {
    return present ? bias() : new TensorOptional();
  }

  @Override
  public Tensor input(Input layer) {
    return images;
  }

  @Override
  public Tensor parameter(Parameter layer) {
    return parameters.get(name);
  }

  @Override
  public Tensor conv2d(Conv2d layer) {
    dev.jacquard.autograd.op.Conv2d.Sliding s = layer.sliding();
    return torch.conv2d(
        in(),
        weight(),
        bias(layer.bias()),
        new long[] {s.strideHeight(), s.strideWidth()},
        new long[] {s.padHeight(), s.padWidth()},
        new long[] {s.dilationHeight(), s.dilationWidth()},
        s.groups());
  }

  @Override
  public Tensor linear(Linear layer) {
    return torch.linear(in(), weight(), bias(layer.bias()));
  }

  @Override
  public Tensor batchNorm2d(BatchNorm2d layer) {
    boolean frozen = layer.tracked() && parameters.evaluating();
    return torch.batch_norm(
        in(),
        optionalWeight(),
        bias(),
        frozen ? new TensorOptional(parameters.runningMean(name)) : new TensorOptional(),
        frozen ? new TensorOptional(parameters.runningVariance(name)) : new TensorOptional(),
        !frozen,
        layer.momentum(),
        layer.eps(),
        false);
  }

  @Override
  public Tensor layerNorm(LayerNorm layer) {
    return torch.layer_norm(
        in(), new long[] {layer.features()}, optionalWeight(), bias(), layer.eps(), false);
  }

  @Override
  public Tensor maxPool2d(MaxPool2d layer) {
    return torch.max_pool2d(
        in(),
        square(layer.kernel()),
        square(layer.stride()),
        square(layer.padding()),
        square(1),
        layer.ceil());
  }

  @Override
  public Tensor avgPool2d(AvgPool2d layer) {
    return torch.avg_pool2d(
        in(),
        square(layer.kernel()),
        square(layer.stride()),
        square(layer.padding()),
        layer.ceil(),
        layer.countPadding(),
        new LongOptional());
  }

  private static long[] square(long side) {
    return new long[] {side, side};
  }

  @Override
  public Tensor adaptiveAvgPool2d(AdaptiveAvgPool2d layer) {
    return torch.adaptive_avg_pool2d(in(), layer.height(), layer.width());
  }

  @Override
  public Tensor activate(Activate layer) {
    if (inPlace && layer.function() == Activation.RELU) {
      torch.relu_(in());
      return new Tensor(in());
    }
    return activate(layer.function(), in());
  }

  private static Tensor activate(Activation function, Tensor x) {
    return switch (function) {
      case RELU -> torch.relu(x);
      case RELU6 -> torch.relu6(x);
      case GELU -> torch.gelu(x);
      case HARD_SWISH -> torch.hardswish(x);
      case HARD_SIGMOID -> torch.hardsigmoid(x);
      case SIGMOID -> torch.sigmoid(x);
      case SILU -> torch.silu(x);
      case TANH -> torch.tanh(x);
      case EXP -> torch.exp(x);
    };
  }

  @Override
  public Tensor dropout(Dropout layer) {
    return same();
  }

  @Override
  public Tensor stochasticDepth(StochasticDepth layer) {
    return same();
  }

  /** The input as a value of its own. */
  private Tensor same() {
    return in().view_as(in());
  }

  @Override
  public Tensor flatten(Flatten layer) {
    return in().flatten(1, -1);
  }

  @Override
  public Tensor reshape(Reshape layer) {
    long[] row = Libtorch.sizes(layer.row());
    long[] sizes = new long[row.length + 1];
    sizes[0] = in().size(0);
    System.arraycopy(row, 0, sizes, 1, row.length);
    return in().reshape(sizes);
  }

  @Override
  public Tensor permute(Permute layer) {
    return in().permute(layer.order().stream().mapToLong(Integer::longValue).toArray());
  }

  @Override
  public Tensor padChannels(PadChannels layer) {
    // libtorch counts from the last axis on, two numbers for each.
    long[] padding = new long[2 * (int) (in().dim() - 1)];
    padding[padding.length - 2] = layer.before();
    padding[padding.length - 1] = layer.after();
    return torch.constant_pad_nd(in(), padding, new Scalar(0));
  }

  @Override
  public Tensor slice(Slice layer) {
    return in().slice(
            layer.axis(),
            new LongOptional(layer.start()),
            new LongOptional(layer.stop()),
            layer.step());
  }

  @Override
  public Tensor add(Add layer) {
    return torch.add(in(), inputs.get(1));
  }

  @Override
  public Tensor multiply(Multiply layer) {
    return torch.mul(in(), inputs.get(1));
  }

  @Override
  public Tensor concat(Concat layer) {
    return torch.cat(new TensorVector(inputs.toArray(Tensor[]::new)), layer.axis());
  }

  @Override
  public Tensor attention(Attention layer) {
    long batch = in().size(0);
    long tokens = in().size(1);
    long features = in().size(2) / 3;
    Tensor heads =
        in().reshape(batch, tokens, 3, layer.heads(), features / layer.heads())
            .permute(2, 0, 3, 1, 4);
    TensorVector parts = heads.unbind(0);
    Tensor y =
        torch.scaled_dot_product_attention(
            parts.get(0),
            parts.get(1),
            parts.get(2),
            new TensorOptional(),
            0,
            false,
            new DoubleOptional(),
            false);
    return y.transpose(1, 2).reshape(batch, tokens, features);
  }
}
