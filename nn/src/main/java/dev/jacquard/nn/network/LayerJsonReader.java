package dev.jacquard.nn.network;

import dev.jacquard.autograd.op.Conv2d.Sliding;
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
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.layer.LayerNorm;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.layer.PadChannels;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Permute;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.Slice;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.tensor.io.JsonFields;
import dev.jacquard.tensor.kernel.Activation;
import java.util.Arrays;
import java.util.Locale;

/** Makes layers from JSON; what is left out has the default that {@link LayerJsonWriter} omits. */
final class LayerJsonReader {
  static final double EPS = 1e-5;
  static final double MOMENTUM = 0.1;

  private LayerJsonReader() {}

  /**
   * The layer that an object describes.
   *
   * @param where the node, for messages
   * @throws IllegalArgumentException if there is no such kind, or a field is missing or wrong
   */
  static Layer read(String where, JsonFields f) {
    String kind = f.text("layer");
    return switch (kind) {
      case "activate" -> new Activate(function(where, f.text("function")));
      case "adaptive_avg_pool2d" ->
          new AdaptiveAvgPool2d(f.sizes("size", 1)[0], f.sizes("size", 1)[1]);
      case "add" -> new Add();
      case "attention" -> new Attention(f.integer("heads"));
      case "avg_pool2d" -> avgPool2d(f);
      case "batch_norm2d" ->
          new BatchNorm2d(
              f.integer("channels"),
              f.number("eps", EPS),
              f.number("momentum", MOMENTUM),
              f.truth("tracked", true));
      case "concat" -> new Concat(f.integer("axis", 1));
      case "conv2d" -> conv2d(f);
      case "dropout" -> new Dropout(f.number("probability"));
      case "flatten" -> new Flatten();
      case "layer_norm" -> new LayerNorm(f.integer("features"), f.number("eps", EPS));
      case "linear" -> new Linear(f.integer("in"), f.integer("out"), f.truth("bias", true));
      case "max_pool2d" -> maxPool2d(f);
      case "multiply" -> new Multiply();
      case "pad_channels" -> new PadChannels(f.integer("before", 0), f.integer("after", 0));
      case "parameter" ->
          new Parameter(f.shape("shape"), f.number("mean", 0), f.number("deviation", 0));
      case "permute" -> new Permute(f.integers("order"));
      case "reshape" -> new Reshape(f.shape("row"));
      case "slice" ->
          new Slice(
              f.integer("axis"),
              f.integer("start", 0),
              f.integer("stop", Slice.END),
              f.integer("step", 1));
      case "stochastic_depth" -> new StochasticDepth(f.number("probability"));
      default -> throw new IllegalArgumentException(where + ": no layer is called '" + kind + "'");
    };
  }

  private static Activation function(String where, String name) {
    for (Activation function : Activation.values()) {
      if (function.name().toLowerCase(Locale.ROOT).equals(name)) {
        return function;
      }
    }
    throw new IllegalArgumentException(
        where
            + ": function: expected one of "
            + Arrays.toString(Activation.values()).toLowerCase(Locale.ROOT)
            + ", got "
            + name);
  }

  private static Conv2d conv2d(JsonFields f) {
    int[] kernel = f.sizes("kernel");
    int[] stride = f.sizes("stride", 1);
    int[] padding = f.sizes("padding", 0);
    int[] dilation = f.sizes("dilation", 1);
    Sliding sliding =
        new Sliding(
            stride[0],
            stride[1],
            padding[0],
            padding[1],
            dilation[0],
            dilation[1],
            f.integer("groups", 1));
    return new Conv2d(
        f.integer("in"), f.integer("out"), kernel[0], kernel[1], sliding, f.truth("bias", false));
  }

  private static MaxPool2d maxPool2d(JsonFields f) {
    int kernel = f.integer("kernel");
    return new MaxPool2d(
        kernel, f.integer("stride", kernel), f.integer("padding", 0), f.truth("ceil", false));
  }

  private static AvgPool2d avgPool2d(JsonFields f) {
    int kernel = f.integer("kernel");
    return new AvgPool2d(
        kernel,
        f.integer("stride", kernel),
        f.integer("padding", 0),
        f.truth("ceil", false),
        f.truth("count_padding", true));
  }
}
