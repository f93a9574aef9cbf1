package dev.jacquard.hypernet.arch;

import static dev.jacquard.hypernet.arch.CellOperation.CONV_1X1;
import static dev.jacquard.hypernet.arch.CellOperation.CONV_5X5;
import static dev.jacquard.hypernet.arch.CellOperation.SKIP_CONNECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.arch.CellNetwork.Norm;
import dev.jacquard.hypernet.arch.CellNetwork.Stem;
import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import dev.jacquard.tensor.RandomStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class NetworkWidthTest {
  private static final int DRAWS = 400;

  private static CellNetwork network(CellOperation operation, int cells, int multiplier) {
    return network(operation, cells, multiplier, true);
  }

  private static CellNetwork network(
      CellOperation operation, int cells, int multiplier, boolean globalAverage) {
    Cell cell = new Cell(List.of(new Edge(operation, 1), new Edge(SKIP_CONNECT, 0)), List.of(2));
    return new CellNetwork(
        new Genotype(cell, cell),
        cells,
        32,
        Stem.HALVING,
        3,
        false,
        Norm.BATCH,
        true,
        multiplier,
        2,
        256,
        globalAverage);
  }

  private static Set<Integer> channels(CellNetwork network) {
    Set<Integer> channels = new TreeSet<>();
    for (int k = 0; k < DRAWS; k++) {
      channels.add(NetworkWidth.training(network, 32, RandomStream.of(k)).channels());
    }
    return channels;
  }

  @Test
  void smallShallowNetworksMayBeFourTimesAsWide() {
    assertEquals(Set.of(32, 48, 64, 80, 96, 112, 128), channels(network(CONV_1X1, 8, 1)));
  }

  @Test
  void theMoreCellsTheNarrowerNetworksAre() {
    assertEquals(Set.of(32, 48, 64), channels(network(CONV_1X1, 9, 1)));
    assertEquals(Set.of(32, 48), channels(network(CONV_1X1, 11, 1)));
    assertEquals(Set.of(32), channels(network(CONV_1X1, 13, 1)));
  }

  @Test
  void theMoreParametersTheNarrowerNetworksAre() {
    CellNetwork medium = network(CONV_1X1, 8, 2);
    CellNetwork large = network(CONV_1X1, 6, 3);
    CellNetwork larger = network(CONV_1X1, 8, 3);

    assertBetween(200_000, medium, 400_000);
    assertEquals(Set.of(32, 48, 64), channels(medium));
    assertBetween(400_000, large, 800_000);
    assertEquals(Set.of(32, 48), channels(large));
    assertBetween(800_000, larger, 10_000_000);
    assertEquals(Set.of(32), channels(larger));
  }

  private static void assertBetween(long min, CellNetwork network, long max) {
    long n = network.unprunedParameterCount(10, 32);
    assertTrue(n > min && n <= max, () -> "expected " + min + " to " + max + ", got " + n);
  }

  @Test
  void networksWithoutGlobalAverageOrWithALargeConvolutionStayNarrow() {
    assertEquals(Set.of(32), channels(network(CONV_1X1, 4, 1, false)));
    assertEquals(Set.of(32), channels(network(CONV_5X5, 4, 1)));
  }

  @Test
  void onlySmallNarrowNetworksMayHaveAWideFinalLayer() {
    Set<Integer> narrow = new TreeSet<>();
    Set<Integer> wide = new TreeSet<>();
    Set<Integer> deep = new TreeSet<>();
    for (int k = 0; k < DRAWS; k++) {
      CellNetwork drawn = NetworkWidth.training(network(CONV_1X1, 8, 1), 32, RandomStream.of(k));
      (drawn.channels() <= 64 ? narrow : wide).add(drawn.finalWidth());
      deep.add(NetworkWidth.training(network(CONV_1X1, 9, 1), 32, RandomStream.of(k)).finalWidth());
    }

    assertEquals(Set.of(64, 128, 192, 256, 320, 384, 448, 512), narrow);
    assertEquals(Set.of(64, 128, 192, 256), wide);
    assertEquals(Set.of(64, 128, 192, 256), deep);
  }

  @Test
  void widthsGoByTheCountAtTheUsualWidth() {
    CellNetwork network = network(CONV_1X1, 8, 1);
    CellNetwork other = network.withChannels(128).withFinalWidth(64);

    assertEquals(channels(network), channels(other));
    assertEquals(NetworkWidth.evaluation(network), NetworkWidth.evaluation(other));
  }

  @Test
  void evaluatedNetworksAreAsNarrowAsTheirParametersAllow() {
    CellNetwork evaluated = NetworkWidth.evaluation(network(CONV_1X1, 8, 1));
    CellNetwork narrower = evaluated.withChannels(evaluated.channels() - 16);

    assertEquals(0, evaluated.channels() % 16);
    assertTrue(evaluated.unprunedParameterCount(10, 32) >= 2_500_000);
    assertTrue(narrower.unprunedParameterCount(10, 32) < 2_500_000);
  }

  @Test
  void evaluatedNetworksThatAreLargeEnoughKeepTheUsualWidth() {
    CellNetwork large = network(CONV_5X5, 8, 3);

    assertBetween(2_500_000, large, 10_000_000);
    assertEquals(large, NetworkWidth.evaluation(large));
  }
}
