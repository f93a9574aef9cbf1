package dev.jacquard.nn.network;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.BatchNorm;
import dev.jacquard.autograd.op.BatchNorm.Normalized;
import dev.jacquard.autograd.op.FrozenBatchNorm;
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
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.Window;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes one step after the other on a tape. */
final class Execution implements LayerVisitor<Var> {
  private final ParameterVars parameters;
  private final Var images;
  private final Run run;
  private String name = "";
  private List<Var> inputs = List.of();
  private @Nullable Node norm;
  private @Nullable Activation activation;

  Execution(ParameterVars parameters, Var images, Run run) {
    this.parameters = parameters;
    this.images = images;
    this.run = run;
  }

  /** The value of a step; always a value of its own, which may be a view of its input's. */
  Var compute(Step step, List<Var> inputs) {
    this.name = step.node().name();
    this.inputs = inputs;
    this.norm = step.norm();
    this.activation = step.activation();
    return step.node().layer().accept(this);
  }

  /** The name of the node that is being computed. */
  String node() {
    return name;
  }

  private Var in() {
    return inputs.get(0);
  }

  private Var weight() {
    return parameters.get(name + ".weight");
  }

  private Var bias() {
    return parameters.get(name + ".bias");
  }

  @Override
  public Var input(Input layer) {
    return images;
  }

  @Override
  public Var parameter(Parameter layer) {
    return parameters.get(name);
  }

  @Override
  public Var conv2d(Conv2d layer) {
    if (norm != null) {
      return normalized(layer, norm, (BatchNorm2d) norm.layer());
    }
    return layer.bias()
        ? dev.jacquard.autograd.op.Conv2d.conv2d(in(), weight(), bias(), layer.sliding())
        : dev.jacquard.autograd.op.Conv2d.conv2d(in(), weight(), layer.sliding());
  }

  private Var normalized(Conv2d conv, Node behind, BatchNorm2d layer) {
    Var kernel = weight();
    name = behind.name();
    NormStatistics statistics = running();
    return FrozenBatchNorm.frozenConv2d(
        in(),
        kernel,
        conv.sliding(),
        weight(),
        bias(),
        statistics.mean(),
        statistics.variance(),
        layer.eps(),
        activation);
  }

  @Override
  public Var linear(Linear layer) {
    return layer.bias()
        ? dev.jacquard.autograd.op.Linear.linear(in(), weight(), bias())
        : dev.jacquard.autograd.op.Linear.linear(in(), weight());
  }

  @Override
  public Var batchNorm2d(BatchNorm2d layer) {
    if (Fusion.isFrozen(layer, run)) {
      NormStatistics statistics = running();
      return FrozenBatchNorm.frozenBatchNorm(
          in(), weight(), bias(), statistics.mean(), statistics.variance(), layer.eps());
    }
    Normalized normalized =
        activation == null
            ? BatchNorm.batchNorm(in(), weight(), bias(), layer.eps())
            : BatchNorm.batchNormActivated(in(), weight(), bias(), layer.eps(), activation);
    long values = in().shape().size() / layer.channels();
    if (layer.tracked() && run.statistics() == Run.Statistics.BLENDED) {
      running().blend(normalized.mean(), normalized.variance(), values, layer.momentum());
    } else if (layer.tracked() && run.statistics() == Run.Statistics.AVERAGED) {
      running().average(normalized.mean(), normalized.variance(), values);
    }
    return normalized.y();
  }

  private NormStatistics running() {
    return run.running().orElseThrow().get(name);
  }

  @Override
  public Var layerNorm(LayerNorm layer) {
    return dev.jacquard.autograd.op.LayerNorm.layerNorm(in(), weight(), bias(), layer.eps());
  }

  @Override
  public Var maxPool2d(MaxPool2d layer) {
    return dev.jacquard.autograd.op.MaxPool2d.maxPool2d(
        in(), window(layer, in().shape().dim(2)), window(layer, in().shape().dim(3)));
  }

  private static Window window(MaxPool2d layer, int size) {
    return Window.sliding(
        size, layer.kernel(), layer.stride(), layer.padding(), layer.ceil(), false);
  }

  @Override
  public Var avgPool2d(AvgPool2d layer) {
    return dev.jacquard.autograd.op.AvgPool2d.avgPool2d(
        in(), window(layer, in().shape().dim(2)), window(layer, in().shape().dim(3)));
  }

  private static Window window(AvgPool2d layer, int size) {
    return Window.sliding(
        size, layer.kernel(), layer.stride(), layer.padding(), layer.ceil(), layer.countPadding());
  }

  @Override
  public Var adaptiveAvgPool2d(AdaptiveAvgPool2d layer) {
    return dev.jacquard.autograd.op.AdaptiveAvgPool2d.adaptiveAvgPool2d(
        in(), layer.height(), layer.width());
  }

  @Override
  public Var activate(Activate layer) {
    return dev.jacquard.autograd.op.Activate.activate(in(), layer.function());
  }

  @Override
  public Var dropout(Dropout layer) {
    return run.dropping()
        .map(
            stream ->
                dev.jacquard.autograd.op.Dropout.dropout(
                    in(), layer.probability(), stream.split(name)))
        .orElseGet(this::same);
  }

  @Override
  public Var stochasticDepth(StochasticDepth layer) {
    return run.dropping()
        .map(stream -> dropRows(layer.probability(), stream.split(name)))
        .orElseGet(this::same);
  }

  private Var dropRows(double probability, RandomStream stream) {
    int[] dims = new int[in().shape().rank()];
    Arrays.fill(dims, 1);
    dims[0] = in().shape().dim(0);
    Tensor factors = Tensor.zeros(Shape.of(dims));
    stream.fillUniform(factors, 0, 1);
    float keep = (float) (1 / (1 - probability));
    float[] factor = factors.data();
    for (int i = 0; i < factor.length; i++) {
      factor[i] = factor[i] < probability ? 0 : keep;
    }
    return dev.jacquard.autograd.op.Multiply.multiply(in(), in().tape().constant(factors));
  }

  /** The input as a value of its own. */
  private Var same() {
    return dev.jacquard.autograd.op.Reshape.reshape(in(), in().shape());
  }

  @Override
  public Var flatten(Flatten layer) {
    return dev.jacquard.autograd.op.Reshape.flatten(in(), 1, in().shape().rank());
  }

  @Override
  public Var reshape(Reshape layer) {
    int[] dims = new int[layer.row().rank() + 1];
    dims[0] = in().shape().dim(0);
    System.arraycopy(layer.row().dims(), 0, dims, 1, dims.length - 1);
    return dev.jacquard.autograd.op.Reshape.reshape(in(), dims);
  }

  @Override
  public Var permute(Permute layer) {
    return dev.jacquard.autograd.op.Permute.permute(
        in(), layer.order().stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public Var padChannels(PadChannels layer) {
    return dev.jacquard.autograd.op.Concat.concat(
        List.of(channels(layer.before()), in(), channels(layer.after())), 1);
  }

  /** Channels of zeros beside the input. */
  private Var channels(int count) {
    return in().tape().constant(Tensor.zeros(in().shape().withDim(1, count)));
  }

  @Override
  public Var slice(Slice layer) {
    Shape shape = in().shape();
    int[] start = new int[shape.rank()];
    int[] stop = shape.dims();
    int[] step = new int[shape.rank()];
    Arrays.fill(step, 1);
    start[layer.axis()] = layer.start();
    stop[layer.axis()] = Math.min(layer.stop(), stop[layer.axis()]);
    step[layer.axis()] = layer.step();
    return dev.jacquard.autograd.op.Slice.slice(in(), start, stop, step);
  }

  @Override
  public Var add(Add layer) {
    return activation == null
        ? dev.jacquard.autograd.op.Add.add(in(), inputs.get(1))
        : dev.jacquard.autograd.op.Add.addActivated(in(), inputs.get(1), activation);
  }

  @Override
  public Var multiply(Multiply layer) {
    return dev.jacquard.autograd.op.Multiply.multiply(in(), inputs.get(1));
  }

  @Override
  public Var concat(Concat layer) {
    return dev.jacquard.autograd.op.Concat.concat(inputs, layer.axis());
  }

  @Override
  public Var attention(Attention layer) {
    return dev.jacquard.autograd.op.Attention.attention(in(), layer.heads());
  }
}
