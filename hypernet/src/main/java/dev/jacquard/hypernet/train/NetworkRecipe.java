package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.arch.ArchitectureBounds;
import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.arch.Widths;
import dev.jacquard.nn.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Which networks a hypernetwork is trained on.
 *
 * @param bounds that they stay within
 * @param widths of these networks
 * @param metaBatch networks in a step
 * @param maxNodes nodes that the graphs of a step may have together; networks of a step that has
 *     more are drawn anew
 */
public record NetworkRecipe(ArchitectureBounds bounds, Widths widths, int metaBatch, int maxNodes) {
  /** Nodes of a step that the published training allows. */
  public static final int PUBLISHED_NODES = 2200;

  /** Draws of a step after which no further one would help. */
  private static final int MOST_DRAWS = 1000;

  /** Checks the numbers. */
  public NetworkRecipe {
    Expect.that(metaBatch >= 1, "networks in a step", "1 or more", metaBatch);
    Expect.that(maxNodes >= 1, "nodes of a step", "1 or more", maxNodes);
  }

  /** Those of DeepNets-1M, eight in a step (Knyazev et al. 2021, appendix C). */
  public static NetworkRecipe published() {
    return new NetworkRecipe(Split.TRAIN.bounds(), Widths.TRAINING, 8, PUBLISHED_NODES);
  }

  /** The same within other bounds. */
  public NetworkRecipe withBounds(ArchitectureBounds other) {
    return new NetworkRecipe(other, widths, metaBatch, maxNodes);
  }

  /** The same with other widths. */
  public NetworkRecipe withWidths(Widths other) {
    return new NetworkRecipe(bounds, other, metaBatch, maxNodes);
  }

  /** The same with so many networks in a step. */
  public NetworkRecipe withMetaBatch(int networks) {
    return new NetworkRecipe(bounds, widths, networks, maxNodes);
  }

  /** The same with so many nodes in a step at most. */
  public NetworkRecipe withMaxNodes(int most) {
    return new NetworkRecipe(bounds, widths, metaBatch, most);
  }

  /**
   * Networks of a split as these are: within the same bounds, and as wide.
   *
   * @param index which
   * @param imageSize rows and columns of the images
   */
  public CellNetwork network(Split split, long seed, long index, int imageSize) {
    return ArchitectureSampler.within(bounds, split, seed).network(index, widths, imageSize);
  }

  /**
   * The networks of a step, a function of the seed and the step.
   *
   * @throws IllegalArgumentException if networks within these bounds have too many nodes
   */
  MetaBatch metaBatch(long seed, long step, int classes, int imageSize) {
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      List<Network> networks = new ArrayList<>();
      for (int k = 0; k < metaBatch; k++) {
        // Networks that a step draws anew are those of no other step.
        long index = ((long) draw << 44) + step * metaBatch + k;
        networks.add(
            network(Split.TRAIN, seed, index, imageSize)
                .build("train:" + index, classes, imageSize));
      }
      MetaBatch drawn = MetaBatch.of(networks);
      if (drawn.nodes() <= maxNodes) {
        return drawn;
      }
    }
    throw new IllegalArgumentException(
        "training: nodes of a step: expected at most "
            + maxNodes
            + ", "
            + metaBatch
            + " networks within "
            + bounds
            + " have more each time");
  }
}
