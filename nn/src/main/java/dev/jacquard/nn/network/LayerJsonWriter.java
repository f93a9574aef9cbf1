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
import dev.jacquard.nn.layer.Input;
import dev.jacquard.nn.layer.Layer;
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
import dev.jacquard.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns layers into JSON, without what has its default. */
final class LayerJsonWriter implements LayerVisitor<Map<String, Object>> {
  @Override
  public Map<String, Object> activate(Activate layer) {
    Map<String, Object> json = of(layer);
    json.put("function", layer.function().name().toLowerCase(Locale.ROOT));
    return json;
  }

  @Override
  public Map<String, Object> adaptiveAvgPool2d(AdaptiveAvgPool2d layer) {
    Map<String, Object> json = of(layer);
    putSizes(json, "size", layer.height(), layer.width(), 1);
    return json;
  }

  @Override
  public Map<String, Object> add(Add layer) {
    return of(layer);
  }

  @Override
  public Map<String, Object> attention(Attention layer) {
    Map<String, Object> json = of(layer);
    json.put("heads", (long) layer.heads());
    return json;
  }

  @Override
  public Map<String, Object> avgPool2d(AvgPool2d layer) {
    Map<String, Object> json =
        pool(layer, layer.kernel(), layer.stride(), layer.padding(), layer.ceil());
    put(json, "count_padding", layer.countPadding(), true);
    return json;
  }

  @Override
  public Map<String, Object> maxPool2d(MaxPool2d layer) {
    return pool(layer, layer.kernel(), layer.stride(), layer.padding(), layer.ceil());
  }

  private static Map<String, Object> pool(
      Layer layer, int kernel, int stride, int padding, boolean ceil) {
    Map<String, Object> json = of(layer);
    json.put("kernel", (long) kernel);
    put(json, "stride", (long) stride, (long) kernel);
    put(json, "padding", (long) padding, 0L);
    put(json, "ceil", ceil, false);
    return json;
  }

  @Override
  public Map<String, Object> batchNorm2d(BatchNorm2d layer) {
    Map<String, Object> json = of(layer);
    json.put("channels", (long) layer.channels());
    put(json, "eps", layer.eps(), LayerJsonReader.EPS);
    put(json, "momentum", layer.momentum(), LayerJsonReader.MOMENTUM);
    put(json, "tracked", layer.tracked(), true);
    return json;
  }

  @Override
  public Map<String, Object> concat(Concat layer) {
    Map<String, Object> json = of(layer);
    put(json, "axis", (long) layer.axis(), 1L);
    return json;
  }

  @Override
  public Map<String, Object> conv2d(Conv2d layer) {
    Sliding sliding = layer.sliding();
    Map<String, Object> json = of(layer);
    json.put("in", (long) layer.in());
    json.put("out", (long) layer.out());
    putSizes(json, "kernel", layer.kernelHeight(), layer.kernelWidth(), 0);
    putSizes(json, "stride", sliding.strideHeight(), sliding.strideWidth(), 1);
    putSizes(json, "padding", sliding.padHeight(), sliding.padWidth(), 0);
    putSizes(json, "dilation", sliding.dilationHeight(), sliding.dilationWidth(), 1);
    put(json, "groups", (long) sliding.groups(), 1L);
    put(json, "bias", layer.bias(), false);
    return json;
  }

  @Override
  public Map<String, Object> dropout(Dropout layer) {
    Map<String, Object> json = of(layer);
    json.put("probability", layer.probability());
    return json;
  }

  @Override
  public Map<String, Object> flatten(Flatten layer) {
    return of(layer);
  }

  @Override
  public Map<String, Object> input(Input layer) {
    return of(layer);
  }

  @Override
  public Map<String, Object> layerNorm(LayerNorm layer) {
    Map<String, Object> json = of(layer);
    json.put("features", (long) layer.features());
    put(json, "eps", layer.eps(), LayerJsonReader.EPS);
    return json;
  }

  @Override
  public Map<String, Object> linear(Linear layer) {
    Map<String, Object> json = of(layer);
    json.put("in", (long) layer.in());
    json.put("out", (long) layer.out());
    put(json, "bias", layer.bias(), true);
    return json;
  }

  @Override
  public Map<String, Object> multiply(Multiply layer) {
    return of(layer);
  }

  @Override
  public Map<String, Object> padChannels(PadChannels layer) {
    Map<String, Object> json = of(layer);
    put(json, "before", (long) layer.before(), 0L);
    put(json, "after", (long) layer.after(), 0L);
    return json;
  }

  @Override
  public Map<String, Object> parameter(Parameter layer) {
    Map<String, Object> json = of(layer);
    json.put("shape", longs(layer.shape()));
    put(json, "mean", layer.mean(), 0.0);
    put(json, "deviation", layer.deviation(), 0.0);
    return json;
  }

  @Override
  public Map<String, Object> permute(Permute layer) {
    Map<String, Object> json = of(layer);
    json.put("order", layer.order().stream().map(Integer::longValue).toList());
    return json;
  }

  @Override
  public Map<String, Object> reshape(Reshape layer) {
    Map<String, Object> json = of(layer);
    json.put("row", longs(layer.row()));
    return json;
  }

  @Override
  public Map<String, Object> slice(Slice layer) {
    Map<String, Object> json = of(layer);
    json.put("axis", (long) layer.axis());
    put(json, "start", (long) layer.start(), 0L);
    put(json, "stop", (long) layer.stop(), (long) Slice.END);
    put(json, "step", (long) layer.step(), 1L);
    return json;
  }

  @Override
  public Map<String, Object> stochasticDepth(StochasticDepth layer) {
    Map<String, Object> json = of(layer);
    json.put("probability", layer.probability());
    return json;
  }

  private static Map<String, Object> of(Layer layer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", layer.kind());
    return json;
  }

  private static void put(Map<String, Object> json, String key, Object value, Object otherwise) {
    if (!value.equals(otherwise)) {
      json.put(key, value);
    }
  }

  private static void putSizes(
      Map<String, Object> json, String key, int height, int width, int otherwise) {
    if (height != width) {
      json.put(key, List.of((long) height, (long) width));
    } else if (height != otherwise) {
      json.put(key, (long) height);
    }
  }

  private static List<Long> longs(Shape shape) {
    return Arrays.stream(shape.dims()).mapToObj(dim -> (long) dim).toList();
  }
}
