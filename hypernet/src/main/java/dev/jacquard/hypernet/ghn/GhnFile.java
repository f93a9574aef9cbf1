package dev.jacquard.hypernet.ghn;

import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.JsonFields;
import dev.jacquard.tensor.io.Safetensors;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFile;
import dev.jacquard.tensor.io.TensorFileException;
import dev.jacquard.tensor.io.TorchCheckpoint;
import dev.jacquard.tensor.io.Tuple;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that hold a hypernetwork: the published {@code .pt} checkpoints ({@code state_dict} and
 * {@code config}), and safetensors with the configuration as JSON in the metadata {@code config}.
 */
public final class GhnFile {
  private static final String STATE = "state_dict";
  private static final String CONFIG = "config";

  private GhnFile() {}

  /**
   * Reads a hypernetwork from a file, whose content tells its kind.
   *
   * @throws TensorFileException if the file cannot be read or holds no hypernetwork
   * @throws IllegalArgumentException if its parameters are not those of its configuration
   */
  public static Ghn read(Path path) throws TensorFileException {
    TensorFile file = TensorFile.read(path);
    if (file.format() != TensorFile.Format.TORCH) {
      return of(path.toString(), file);
    }
    TorchCheckpoint checkpoint = TorchCheckpoint.read(path);
    return of(path.toString(), checkpoint.get(CONFIG), checkpoint.stateDict(STATE));
  }

  /**
   * The hypernetwork in a safetensors file that has been read.
   *
   * @param where what messages call the file
   * @throws TensorFileException if it holds no hypernetwork
   * @throws IllegalArgumentException if its parameters are not those of its configuration
   */
  public static Ghn of(String where, TensorFile file) throws TensorFileException {
    String config = file.metadata().get(CONFIG);
    if (file.format() != TensorFile.Format.SAFETENSORS || config == null) {
      throw new TensorFileException(
          where
              + ": expected a hypernetwork: a .pt checkpoint, or safetensors with the configuration"
              + " in the metadata 'config'");
    }
    return of(where, Json.parse(config), file.arrays());
  }

  private static Ghn of(String where, Object config, Map<String, StoredArray> arrays) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    arrays.forEach((name, array) -> parameters.put(name, array.toTensor().copy()));
    return new Ghn(config(new JsonFields(where + ": config", config)), parameters);
  }

  private static GhnConfig config(JsonFields f) {
    List<Integer> most = f.integers("max_shape");
    if (most.size() != 4 || !most.get(2).equals(most.get(3))) {
      throw new IllegalArgumentException("max_shape: expected [O, I, S, S], got " + most);
    }
    return new GhnConfig(
        f.integer("num_classes"),
        f.integer("hid", 32),
        most.get(0),
        most.get(1),
        most.get(2),
        processing(f.text("hypernet", "gatedgnn")),
        decoding(f.text("decoder", "conv")),
        f.truth("weight_norm", false),
        f.truth("ve", false),
        f.truth("layernorm", false));
  }

  private static Processing processing(String name) {
    return switch (name) {
      case "gatedgnn" -> Processing.GATED_GNN;
      case "mlp" -> Processing.MLP;
      default ->
          throw new IllegalArgumentException("hypernet: expected gatedgnn or mlp, got " + name);
    };
  }

  private static Decoding decoding(String name) {
    return switch (name) {
      case "conv" -> Decoding.CONV;
      case "mlp" -> Decoding.MLP;
      default -> throw new IllegalArgumentException("decoder: expected conv or mlp, got " + name);
    };
  }

  /** A configuration under the names of the published checkpoints. */
  static Map<String, Object> config(GhnConfig config) {
    Map<String, Object> map = new LinkedHashMap<>();
    long kernel = config.maxKernel();
    map.put(
        "max_shape", Arrays.asList((long) config.maxOut(), (long) config.maxIn(), kernel, kernel));
    map.put("num_classes", (long) config.classes());
    map.put("hypernet", config.processing() == Processing.MLP ? "mlp" : "gatedgnn");
    map.put("decoder", config.decoding() == Decoding.MLP ? "mlp" : "conv");
    map.put("weight_norm", config.normalised());
    map.put("ve", config.virtualEdges());
    map.put("layernorm", config.layerNorm());
    map.put("hid", (long) config.hidden());
    return map;
  }

  /**
   * Writes a hypernetwork, as a checkpoint where the name ends in {@code .pt}, else as safetensors.
   * The file appears complete or not at all.
   *
   * @param metadata further strings that a safetensors file carries
   * @throws TensorFileException if the file cannot be written
   */
  public static void write(Path path, Ghn ghn, Map<String, String> metadata)
      throws TensorFileException {
    Map<String, StoredArray> arrays = StoredArray.ofAll(ghn.parameters());
    if (path.toString().endsWith(".pt")) {
      Map<String, Object> config = new LinkedHashMap<>(config(ghn.config()));
      config.computeIfPresent("max_shape", (key, shape) -> Tuple.of(((List<?>) shape).toArray()));
      TorchCheckpoint.write(path, Map.of(STATE, arrays, CONFIG, config));
      return;
    }
    Map<String, String> strings = new LinkedHashMap<>(metadata);
    strings.put(CONFIG, Json.format(config(ghn.config())));
    new Safetensors(arrays, strings).write(path);
  }
}
