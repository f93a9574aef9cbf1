package dev.jacquard.hypernet.ghn;

import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and shapes of a hypernetwork's own parameters, as the published checkpoints have them. */
final class GhnParameters {
  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  private GhnParameters() {}

  static Map<String, Shape> shapes(GhnConfig config) {
    GhnParameters all = new GhnParameters();
    int hidden = config.hidden();
    int vector = config.maxVector();
    if (config.layerNorm()) {
      all.put("ln.weight", hidden);
      all.put("ln.bias", hidden);
    }
    ShapeEncoder encoder = new ShapeEncoder(config);
    all.put("embed.weight", Primitive.values().length, hidden);
    all.put("shape_enc.embed_spatial.weight", encoder.spatialRows(), hidden / 4);
    all.put("shape_enc.embed_channel.weight", encoder.channelRows(), hidden / 4);
    if (config.processing() == Processing.MLP) {
      all.linear("gnn.fc.0", hidden, hidden);
      all.linear("gnn.fc.2", hidden, hidden);
    } else {
      int inner = config.virtualEdges() ? hidden / 2 : hidden;
      all.mlp("gnn.mlp", hidden, inner);
      if (config.virtualEdges()) {
        all.mlp("gnn.mlp_ve", hidden, inner);
      }
      all.put("gnn.gru.weight_ih", 3 * hidden, hidden);
      all.put("gnn.gru.weight_hh", 3 * hidden, hidden);
      all.put("gnn.gru.bias_ih", 3 * hidden);
      all.put("gnn.gru.bias_hh", 3 * hidden);
    }
    all.decoder(config);
    all.linear("decoder_1d.fc.0", hidden, 2 * hidden);
    all.linear("decoder_1d.fc.2", 2 * hidden, 2 * vector);
    all.linear("bias_class.1", vector, config.classes());
    return all.shapes;
  }

  private void decoder(GhnConfig config) {
    int hidden = config.hidden();
    int pixels = config.maxKernel() * config.maxKernel();
    int block = config.maxOut() * config.maxIn();
    if (config.decoding() == Decoding.CONV) {
      linear("decoder.fc.0", hidden, 4 * hidden * pixels);
      pointwise("decoder.conv.0", 4 * hidden, 8 * hidden);
      pointwise("decoder.conv.2", 8 * hidden, block);
      pointwise("decoder.class_layer_predictor.1", config.maxOut(), config.classes());
    } else {
      linear("decoder.mlp.fc.0", hidden, 2 * hidden);
      linear("decoder.mlp.fc.2", 2 * hidden, block * pixels);
      linear("decoder.class_layer_predictor.1", 2 * hidden, config.classes() * config.maxOut());
    }
  }

  private void mlp(String name, int outer, int inner) {
    linear(name + ".fc.0", outer, inner);
    linear(name + ".fc.2", inner, outer);
  }

  private void linear(String name, int in, int out) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void pointwise(String name, int in, int out) {
    put(name + ".weight", out, in, 1, 1);
    put(name + ".bias", out);
  }

  private void put(String name, int... dims) {
    shapes.put(name, Shape.of(dims));
  }
}
