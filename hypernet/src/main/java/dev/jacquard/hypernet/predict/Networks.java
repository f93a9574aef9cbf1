package dev.jacquard.hypernet.predict;

import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.Genotype;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All networks that have a name: the well-known {@link Models}, the networks of cells {@code
 * darts}, {@code pdarts} and {@code vit}, and {@code sample:K}, network K of the split {@code
 * train} with seed 0 and C 32.
 */
public final class Networks {
  private static final String SAMPLE = "sample:";
  private static final long SAMPLE_SEED = 0;

  private Networks() {}

  /** The names, without those of samples. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(Models.names());
    names.addAll(List.of("darts", "pdarts", "vit"));
    return List.copyOf(names);
  }

  /**
   * Builds a network. Batch norms of cells keep running statistics, as those of models do.
   *
   * @param classes number of classes
   * @param imageSize rows and columns of an image; below 64, in the form for small images
   * @throws IllegalArgumentException if there is no network of this name, or it cannot work on
   *     images of this size
   */
  public static Network build(String name, int classes, int imageSize) {
    Optional<CellNetwork> cells = cells(name, imageSize);
    return cells.isPresent()
        ? cells.get().tracked().build(name, classes, imageSize)
        : Models.build(name, classes, imageSize);
  }

  private static Optional<CellNetwork> cells(String name, int imageSize) {
    if (name.startsWith(SAMPLE)) {
      return Optional.of(
          ArchitectureSampler.of(Split.TRAIN, SAMPLE_SEED)
              .network(sample(name.substring(SAMPLE.length()))));
    }
    return switch (name) {
      case "darts" -> Optional.of(CellNetwork.searched(Genotype.darts(), imageSize));
      case "pdarts" -> Optional.of(CellNetwork.searched(Genotype.pdarts(), imageSize));
      case "vit" -> Optional.of(CellNetwork.vit());
      default -> Optional.empty();
    };
  }

  private static long sample(String digits) {
    try {
      long index = Long.parseLong(digits);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "network 'sample:" + digits + "': expected sample:K with K from 0");
  }
}
