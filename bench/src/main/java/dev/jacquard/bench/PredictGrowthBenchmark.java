package dev.jacquard.bench;

import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.Genotype;
import dev.jacquard.nn.network.Network;
import org.openjdk.jmh.annotations.Param;

/**
 * How the cost of a prediction grows with the nodes of the graph: networks of DARTS' cells, ever
 * deeper. Their nodes are the milliseconds of a call by those of a node.
 */
public class PredictGrowthBenchmark extends PredictionBenchmark {
  private static final int CHANNELS = 16;
  private static final int PIXELS = 32;

  /** How many cells; these make 48, 78, 206, 500, 1046, 2138 and 5330 nodes. */
  @Param({"1", "3", "6", "13", "26", "52", "128"})
  public int cells;

  @Override
  protected Network network() {
    return CellNetwork.of(Genotype.darts(), cells)
        .withChannels(CHANNELS)
        .build("darts of " + cells + " cells", SizedNetwork.CLASSES, PIXELS);
  }
}
