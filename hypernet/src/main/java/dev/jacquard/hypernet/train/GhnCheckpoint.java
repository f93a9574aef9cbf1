package dev.jacquard.hypernet.train;

import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Safetensors;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a training of a hypernetwork needs to go on as if there had been no break: the
 * hypernetwork's parameters, the optimiser's state, and how many steps were made. Random numbers
 * need no state, since each is drawn by its place.
 *
 * <p>A file of it is safetensors: parameters under {@code ghn.}, the optimiser's state under {@code
 * optimizer.}, and the recipe and the counts as metadata.
 *
 * @param parameters of the hypernetwork, by name
 * @param optimizer as {@link dev.jacquard.nn.optim.Optimizer#state} gives it
 * @param steps that were made
 * @param skipped steps that changed nothing
 * @param recipe of the training, which a training that goes on must share
 */
public record GhnCheckpoint(
    Map<String, Tensor> parameters,
    Map<String, Tensor> optimizer,
    long steps,
    long skipped,
    Map<String, String> recipe) {
  private static final String GHN = "ghn.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String STEPS = "steps";
  private static final String SKIPPED = "skipped";
  private static final String RECIPE = "recipe.";

  /**
   * Writes a checkpoint, which appears complete or not at all.
   *
   * @throws TensorFileException if the file cannot be written
   */
  public void write(Path path) throws TensorFileException {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> arrays.put(GHN + name, StoredArray.of(tensor)));
    optimizer.forEach((name, tensor) -> arrays.put(OPTIMIZER + name, StoredArray.of(tensor)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(STEPS, Long.toString(steps));
    metadata.put(SKIPPED, Long.toString(skipped));
    recipe.forEach((key, value) -> metadata.put(RECIPE + key, value));
    new Safetensors(arrays, metadata).write(path);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws TensorFileException if the file cannot be read or is no checkpoint
   */
  public static GhnCheckpoint read(Path path) throws TensorFileException {
    Safetensors file = Safetensors.read(path);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Tensor> optimizer = new LinkedHashMap<>();
    file.arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(GHN)) {
                parameters.put(name.substring(GHN.length()), array.toTensor().copy());
              } else if (name.startsWith(OPTIMIZER)) {
                optimizer.put(name.substring(OPTIMIZER.length()), array.toTensor().copy());
              }
            });
    Map<String, String> recipe = new LinkedHashMap<>();
    file.metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(RECIPE)) {
                recipe.put(key.substring(RECIPE.length()), value);
              }
            });
    return new GhnCheckpoint(
        parameters, optimizer, count(path, file, STEPS), count(path, file, SKIPPED), recipe);
  }

  private static long count(Path path, Safetensors file, String key) throws TensorFileException {
    String value = file.metadata().get(key);
    try {
      return Long.parseLong(String.valueOf(value));
    } catch (NumberFormatException e) {
      throw new TensorFileException(
          path + ": expected a number as metadata '" + key + "', found " + value, e);
    }
  }
}
