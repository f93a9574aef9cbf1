package dev.jacquard.hypernet.ghn;

import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A hypernetwork that is quick to run. */
public final class TinyGhn {
  private TinyGhn() {}

  /** Blocks of up to 8 x 8 channels and 5 x 5 pixels. */
  public static GhnConfig config() {
    return config(Processing.GATED_GNN, Decoding.CONV);
  }

  static GhnConfig config(Processing processing, Decoding decoding) {
    return new GhnConfig(10, 8, 8, 8, 5, processing, decoding, true, true, true);
  }

  /** One with normal parameters of deviation 0.3. */
  public static Ghn of(GhnConfig config) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    GhnParameters.shapes(config)
        .forEach(
            (name, shape) -> {
              Tensor tensor = Tensor.zeros(shape);
              RandomStream.of(7).split(name).fillNormal(tensor, 0, 0.3f);
              parameters.put(name, tensor);
            });
    return new Ghn(config, parameters);
  }
}
