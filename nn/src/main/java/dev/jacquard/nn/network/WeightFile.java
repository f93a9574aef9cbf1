package dev.jacquard.nn.network;

import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.Safetensors;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFile;
import dev.jacquard.tensor.io.TensorFileException;
import dev.jacquard.tensor.io.TorchCheckpoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that hold a network's state: PyTorch's, safetensors, and NumPy's. */
public final class WeightFile {
  /** Where training programs put the state within a checkpoint. */
  private static final List<String> PLACES = List.of("state_dict/", "model/");

  private WeightFile() {}

  /**
   * Reads a network's state from a file; see {@link #arrays}.
   *
   * @throws TensorFileException if the file cannot be read
   * @throws IllegalArgumentException if it does not fit the network; see {@link StateDict#of}
   */
  public static StateDict read(Path path, Network network) throws TensorFileException {
    return StateDict.of(network, arrays(path), path.toString());
  }

  /**
   * Reads the arrays of a state from a file of any of these kinds, told from its content. In a
   * PyTorch file, the state is all there is, or lies under {@code state_dict} or {@code model}.
   *
   * @throws TensorFileException if the file cannot be read
   */
  public static Map<String, StoredArray> arrays(Path path) throws TensorFileException {
    Map<String, StoredArray> arrays = TensorFile.read(path).arrays();
    for (String place : PLACES) {
      Map<String, StoredArray> below = new LinkedHashMap<>();
      arrays.forEach(
          (name, array) -> {
            if (name.startsWith(place)) {
              below.put(name.substring(place.length()), array);
            }
          });
      if (!below.isEmpty()) {
        return below;
      }
    }
    return arrays;
  }

  /**
   * Checks that a file's name ends in one of the kinds that can be written.
   *
   * @throws IllegalArgumentException if it does not; the message names them
   */
  public static void checkName(Path path) {
    kindOf(path);
  }

  /**
   * Writes a network's state: {@code .safetensors}, {@code .pt} (or {@code .pth}) or {@code .npz},
   * by the file's name. The file appears complete or not at all.
   *
   * @param metadata strings that a safetensors file carries; other kinds have no place for them
   * @throws TensorFileException if the file cannot be written
   * @throws IllegalArgumentException if the name ends otherwise
   */
  public static void write(
      Path path, Network network, StateDict state, Map<String, String> metadata)
      throws TensorFileException {
    Map<String, StoredArray> arrays = state.arrays(network);
    switch (kindOf(path)) {
      case SAFETENSORS -> new Safetensors(arrays, metadata).write(path);
      case TORCH -> TorchCheckpoint.write(path, arrays);
      default -> Npz.write(path, arrays);
    }
  }

  private static TensorFile.Format kindOf(Path path) {
    String name = path.toString();
    if (name.endsWith(".safetensors")) {
      return TensorFile.Format.SAFETENSORS;
    }
    if (name.endsWith(".pt") || name.endsWith(".pth")) {
      return TensorFile.Format.TORCH;
    }
    if (name.endsWith(".npz")) {
      return TensorFile.Format.NPZ;
    }
    throw new IllegalArgumentException(
        path + ": expected a name that ends in .safetensors, .pt, .pth or .npz");
  }
}
