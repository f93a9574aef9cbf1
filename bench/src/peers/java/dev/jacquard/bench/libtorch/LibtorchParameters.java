package dev.jacquard.bench.libtorch;

import dev.jacquard.nn.network.NormStatistics;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.RunningStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A network's parameters, and perhaps running statistics, copied into libtorch's memory. */
public final class LibtorchParameters implements AutoCloseable {
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> means = new LinkedHashMap<>();
  private final Map<String, Tensor> variances = new LinkedHashMap<>();

  private LibtorchParameters() {}

  /** Parameters whose gradients are wanted; batch norms use the statistics of each batch. */
  public static LibtorchParameters training(Parameters values) {
    return training(values, torch.ScalarType.Float);
  }

  /** The same in another type than float32. */
  public static LibtorchParameters training(Parameters values, torch.ScalarType type) {
    LibtorchParameters copies = new LibtorchParameters();
    values
        .asMap()
        .forEach((name, value) -> copies.parameters.put(name, Libtorch.leaf(value, type)));
    return copies;
  }

  /** The same where tracked batch norms use the running statistics. */
  public static LibtorchParameters training(
      Parameters values, RunningStatistics running, torch.ScalarType type) {
    LibtorchParameters copies = training(values, type);
    running.asMap().forEach((name, norm) -> copies.putStatistics(name, norm, type));
    return copies;
  }

  /** Parameters without gradients; tracked batch norms use the running statistics. */
  public static LibtorchParameters evaluation(Parameters values, RunningStatistics running) {
    LibtorchParameters copies = new LibtorchParameters();
    values.asMap().forEach((name, value) -> copies.parameters.put(name, Libtorch.tensor(value)));
    running
        .asMap()
        .forEach((name, norm) -> copies.putStatistics(name, norm, torch.ScalarType.Float));
    return copies;
  }

  private void putStatistics(String name, NormStatistics norm, torch.ScalarType type) {
    means.put(name, Libtorch.tensor(norm.mean(), type));
    variances.put(name, Libtorch.tensor(norm.variance(), type));
  }

  /** The parameters in the network's order. */
  public Map<String, Tensor> asMap() {
    return parameters;
  }

  boolean evaluating() {
    return !means.isEmpty();
  }

  Tensor get(String name) {
    return find(parameters, name);
  }

  Tensor runningMean(String node) {
    return find(means, node);
  }

  Tensor runningVariance(String node) {
    return find(variances, node);
  }

  private static Tensor find(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("nothing is named " + name);
    }
    return tensor;
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    List.of(parameters, means, variances).forEach(map -> map.values().forEach(Tensor::close));
  }
}
