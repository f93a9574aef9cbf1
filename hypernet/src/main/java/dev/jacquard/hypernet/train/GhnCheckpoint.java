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
 * hypernetwork's parameters, the optimiser's state, and how far it is. The learning rate follows
 * from that and the recipe. Random numbers need no state, since each is drawn by its place.
 *
 * <p>A file of it is safetensors: parameters under {@code ghn.}, the optimiser's state under {@code
 * optimizer.}, and the recipe and the progress as metadata. The metadata {@code sha256} is the
 * SHA-256 of the whole file, in 64 lower-case hexadecimal digits, with {@code '0'} in the place of
 * each of these digits; a file whose bytes have another is refused.
 *
 * @param parameters of the hypernetwork, by name
 * @param optimizer as {@link dev.jacquard.nn.optim.Optimizer#state} gives it
 * @param progress how far the training is
 * @param recipe of the training, which a training that goes on must share
 */
public record GhnCheckpoint(
    Map<String, Tensor> parameters,
    Map<String, Tensor> optimizer,
    GhnProgress progress,
    Map<String, String> recipe) {
  private static final String GHN = "ghn.";
  private static final String OPTIMIZER = "optimizer.";
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
    Map<String, String> metadata = new LinkedHashMap<>(progress.asStrings());
    recipe.forEach((key, value) -> metadata.put(RECIPE + key, value));
    SummedFile.write(path, new Safetensors(arrays, metadata));
  }

  /**
   * Reads a checkpoint.
   *
   * @throws TensorFileException if the file cannot be read, is damaged, or is no checkpoint
   */
  public static GhnCheckpoint read(Path path) throws TensorFileException {
    Safetensors file = SummedFile.read(path);
    return new GhnCheckpoint(
        tensors(file, GHN),
        tensors(file, OPTIMIZER),
        GhnProgress.of(path, file.metadata()),
        below(file.metadata(), RECIPE));
  }

  private static Map<String, Tensor> tensors(Safetensors file, String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    below(file.arrays(), prefix)
        .forEach((name, array) -> tensors.put(name, array.toTensor().copy()));
    return tensors;
  }

  private static <T> Map<String, T> below(Map<String, T> all, String prefix) {
    Map<String, T> below = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return below;
  }
}
