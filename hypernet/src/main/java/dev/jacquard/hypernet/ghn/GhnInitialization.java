package dev.jacquard.hypernet.ghn;

import dev.jacquard.nn.init.Fans;
import dev.jacquard.nn.init.Initializer;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a hypernetwork begins: by PyTorch's defaults. Embeddings are standard normal, linear maps and
 * convolutions uniform within 1 / sqrt(fan in) of 0, the GRU within 1 / sqrt(hidden), and the layer
 * norm has scale 1 and shift 0.
 */
public final class GhnInitialization {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private GhnInitialization() {}

  /**
   * A new hypernetwork.
   *
   * @param stream each parameter draws from a stream of its own name
   */
  public static Ghn begin(GhnConfig config, RandomStream stream) {
    Map<String, Shape> shapes = GhnParameters.shapes(config);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          Tensor tensor = Tensor.zeros(shape);
          rule(name, shapes, config).fill(tensor, stream.split(name));
          parameters.put(name, tensor);
        });
    return new Ghn(config, parameters);
  }

  private static Initializer rule(String name, Map<String, Shape> shapes, GhnConfig config) {
    if (name.startsWith("ln.")) {
      return Initializer.constant(name.endsWith(WEIGHT) ? 1 : 0);
    }
    if (name.startsWith("embed.") || name.startsWith("shape_enc.")) {
      return Initializer.normal(0, 1);
    }
    if (name.startsWith("gnn.gru.")) {
      return Initializer.uniform(1 / StrictMath.sqrt((double) config.hidden()));
    }
    Shape weight = shapes.getOrDefault(name.replace(BIAS, WEIGHT), Shape.of(1, 1));
    return Initializer.uniform(1 / StrictMath.sqrt((double) Fans.of(weight).in()));
  }
}
