package dev.jacquard.hypernet.predict;

import dev.jacquard.nn.init.SemiOrthogonal;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes predicted parameters a better place to begin a training. A hypernetwork repeats what it
 * decodes along the channels of a large layer, so that many of its channels are equal, and would
 * stay so. A little noise tells them apart, and making the weight semi-orthogonal spreads them over
 * all directions; the whole weight stays as long as it was predicted. (The idea is that of Knyazev
 * et al. 2023, "Can We Scale Transformers to Predict Parameters of Diverse ImageNet Models?",
 * section 4.4.)
 */
public final class OrthogonalStart {
  private OrthogonalStart() {}

  /**
   * New parameters from predicted ones: weights of two axes or more are changed, others stay.
   *
   * @param noise its deviation, as a share of the root of a weight's mean square
   * @param stream decides the noise
   */
  public static Parameters of(
      Network network, Parameters predicted, double noise, RandomStream stream) {
    Map<String, Tensor> changed = new LinkedHashMap<>();
    predicted
        .asMap()
        .forEach(
            (name, tensor) ->
                changed.put(
                    name,
                    tensor.shape().rank() < 2
                        ? tensor.copy()
                        : orthogonal(tensor, noise, stream.split(name))));
    return Parameters.of(network, changed);
  }

  private static Tensor orthogonal(Tensor predicted, double noise, RandomStream stream) {
    double squares = 0;
    float[] values = predicted.toArray();
    for (float value : values) {
      squares += (double) value * value;
    }
    Tensor result = Tensor.zeros(predicted.shape());
    stream.fillNormal(result, 0, (float) (noise * StrictMath.sqrt(squares / values.length)));
    for (int i = 0; i < values.length; i++) {
      result.data()[result.offset() + i] += values[i];
    }
    int rows = predicted.shape().dim(0);
    int vectors = Math.min(rows, values.length / Math.max(1, rows));
    SemiOrthogonal.make(result, StrictMath.sqrt(squares / Math.max(1, vectors)));
    return result;
  }
}
