package dev.jacquard.hypernet.deepnets;

import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.hypernet.deepnets.PublishedNetwork.Node;
import dev.jacquard.hypernet.graph.Distances;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published form of a split: {@code deepnets1m_SPLIT.hdf5} with a shortest-path matrix {@code
 * /SPLIT/INDEX/adj} and nodes {@code /SPLIT/INDEX/nodes} for each network, and beside it {@code
 * deepnets1m_SPLIT_meta.json} with descriptions of the networks and names of what is numbered.
 */
public final class DeepNetsFile {
  private static final String HDF5 = ".hdf5";

  private DeepNetsFile() {}

  /**
   * Reads all networks of a file, which may hold several splits.
   *
   * @param hdf5 a file whose name ends in {@code .hdf5}; the JSON file lies beside it
   * @throws TensorFileException if either file cannot be read or is not as it should be, or jHDF is
   *     not there
   */
  public static Map<String, List<PublishedNetwork>> read(Path hdf5) throws TensorFileException {
    String name = String.valueOf(hdf5.getFileName());
    if (!name.endsWith(HDF5)) {
      throw new TensorFileException(hdf5 + ": expected a file whose name ends in .hdf5");
    }
    Path meta =
        hdf5.resolveSibling(name.substring(0, name.length() - HDF5.length()) + "_meta.json");
    if (!(Json.read(meta) instanceof Map<?, ?> splits)) {
      throw new TensorFileException(meta + ": expected an object of splits");
    }
    Map<String, List<PublishedNetwork>> read = new LinkedHashMap<>();
    try (HdfFile file = new HdfFile(hdf5)) {
      for (Map.Entry<?, ?> split : splits.entrySet()) {
        String group = "/" + split.getKey();
        MetaJson descriptions = new MetaJson(meta + ": " + group, split.getValue());
        read.put(String.valueOf(split.getKey()), networks(file, group, descriptions));
      }
    } catch (NoClassDefFoundError e) {
      throw new TensorFileException(hdf5 + ": reading HDF5 needs jHDF on the class path", e);
    } catch (IllegalArgumentException e) {
      throw new TensorFileException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // jHDF meets damage in many ways.
      throw new TensorFileException(hdf5 + ": cannot be read: " + e.getMessage(), e);
    }
    return read;
  }

  private static List<PublishedNetwork> networks(HdfFile file, String split, MetaJson meta) {
    List<PublishedNetwork> networks = new ArrayList<>();
    for (int k = 0; k < meta.networks().size(); k++) {
      Map<Object, Object> netArgs = new LinkedHashMap<>(meta.networks().get(k));
      Object declaredNodes = netArgs.remove("num_nodes");
      netArgs.remove("num_params");
      String group = split + "/" + k;
      int[][] rows = matrix(file, group + "/nodes");
      List<Node> nodes = new ArrayList<>();
      for (int[] row : rows) {
        nodes.add(new Node(meta.primitive(row[0]), row[1], meta.parameter(row[2])));
      }
      networks.add(
          new PublishedNetwork(
              k,
              CellNetworkJson.of(meta.where() + "/" + k, netArgs).network(),
              declaredNodes instanceof Long n ? Math.toIntExact(n) : 0,
              nodes,
              Distances.of(square(file, group + "/adj"))));
    }
    return networks;
  }

  /** A matrix of small numbers without sign, for which jHDF takes the next larger type. */
  private static int[][] matrix(HdfFile file, String path) {
    Object data = file.getDatasetByPath(path).getData();
    if (data instanceof int[][] matrix) {
      return matrix;
    }
    throw new IllegalArgumentException(
        file.getFile() + ": " + path + ": expected a matrix of uint8 or uint16, found " + data);
  }

  private static int[][] square(HdfFile file, String path) {
    int[][] matrix = matrix(file, path);
    for (int[] row : matrix) {
      if (row.length != matrix.length) {
        throw new IllegalArgumentException(
            file.getFile() + ": " + path + ": expected as many columns as rows, " + matrix.length);
      }
    }
    return matrix;
  }
}
