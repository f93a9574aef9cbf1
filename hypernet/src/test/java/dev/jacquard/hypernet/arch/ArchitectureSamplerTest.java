package dev.jacquard.hypernet.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.arch.CellNetwork.Norm;
import dev.jacquard.hypernet.arch.CellNetwork.Stem;
import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Tag("portable")
class ArchitectureSamplerTest {
  private static final ArchitectureBounds SMALL = new ArchitectureBounds(4, 8, 1, 4, true);

  private static List<CellNetwork> networks(ArchitectureSampler sampler, int n) {
    return LongStream.range(0, n).mapToObj(sampler::network).toList();
  }

  private static List<CellNetwork> networks(Split split, int n) {
    return networks(ArchitectureSampler.of(split, 1), n);
  }

  private static List<Cell> kinds(CellNetwork network) {
    return List.of(network.genotype().normal(), network.genotype().reduce());
  }

  private static List<CellOperation> operations(CellNetwork network) {
    return kinds(network).stream()
        .flatMap(cell -> cell.edges().stream())
        .map(Edge::operation)
        .toList();
  }

  private static int steps(CellNetwork network) {
    return network.genotype().normal().steps();
  }

  private static boolean isConvolution(CellOperation operation) {
    return operation.toString().contains("conv");
  }

  private static void assertFails(String message, Executable executable) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, executable);
    assertEquals(message, e.getMessage());
  }

  @Test
  void aNetworkIsTheSameWithoutThoseBeforeIt() {
    List<CellNetwork> all = networks(Split.TRAIN, 20);

    assertEquals(all.get(19), ArchitectureSampler.of(Split.TRAIN, 1).network(19));
    assertEquals(all, networks(Split.TRAIN, 20));
  }

  @Test
  void network731IsThatOfEveryOtherMachine() {
    CellNetwork network = ArchitectureSampler.of(Split.TRAIN, 1).network(731);

    assertEquals(
        "{stem_type=1, stem_pool=false, norm=bnorm, preproc=true, fc_layers=2, glob_avg=true, "
            + "genotype={normal=[[sep_conv_3x3, 0], [sep_conv_5x5, 1]], normal_concat=[2], "
            + "reduce=[[avg_pool_3x3, 1], [avg_pool_3x3, 0]], reduce_concat=[2]}, "
            + "n_cells=12, ks=3, C_mult=1, fc_dim=256, C=32}",
        CellNetworkJson.netArgs(network).toString());
  }

  @Test
  void splitsOfOneDistributionHaveStreamsOfTheirOwn() {
    assertNotEquals(networks(Split.TRAIN, 1), networks(Split.VAL, 1));
    assertNotEquals(networks(Split.TRAIN, 1), networks(Split.TEST, 1));
    assertNotEquals(networks(Split.VAL, 1), networks(Split.TEST, 1));
  }

  @Test
  void otherSeedsAndIndicesGiveOtherNetworks() {
    CellNetwork network = ArchitectureSampler.of(Split.TRAIN, 1).network(0);

    assertNotEquals(network, ArchitectureSampler.of(Split.TRAIN, 2).network(0));
    assertNotEquals(network, ArchitectureSampler.of(Split.TRAIN, 1).network(1));
  }

  @ParameterizedTest
  @EnumSource
  void noNetworkIsOneThatIsToBeRejected(Split split) {
    long most = split == Split.DEEP || split == Split.DENSE ? 100_000_000 : 10_000_000;
    for (CellNetwork network : networks(split, 60)) {
      List<CellOperation> operations = operations(network);
      for (Cell cell : kinds(network)) {
        List<CellOperation> here = cell.edges().stream().map(Edge::operation).toList();
        assertTrue(here.stream().filter(CellOperation.CSE::equals).count() <= 1);
        assertTrue(
            here.stream()
                    .filter(op -> op == CellOperation.CONV_5X5 || op == CellOperation.CONV_7X7)
                    .count()
                <= 1);
      }
      assertTrue(
          operations.stream().noneMatch(CellOperation.CSE::equals)
              || operations.stream().anyMatch(ArchitectureSamplerTest::isConvolution));
      assertTrue(operations.stream().anyMatch(GenotypeDraw::learns));
      assertTrue(network.unprunedParameterCount(10, 32) <= most);
      assertTrue(network.unprunedParameterCount(10, 224) <= most);
    }
  }

  @ParameterizedTest
  @EnumSource
  void networksBuildAt32Pixels(Split split) {
    for (CellNetwork network : networks(split, 40)) {
      Network built = network.build("sampled", 10, 32);

      assertEquals(
          Shape.of(1, 10), built.shapes(Shape.of(1, 3, 32, 32)).get(built.output().index()));
    }
  }

  @Test
  void everyOperationOccurs() {
    Set<CellOperation> seen = EnumSet.noneOf(CellOperation.class);
    networks(Split.TRAIN, 100).forEach(network -> seen.addAll(operations(network)));

    assertEquals(EnumSet.allOf(CellOperation.class), seen);
  }

  @ParameterizedTest
  @EnumSource
  void choicesAreMadeOnlyWhereThereAreAny(Split split) {
    for (CellNetwork network : networks(split, 60)) {
      int steps = steps(network);
      boolean attention = network.genotype().hasAttention();

      assertTrue(steps > 1 || !operations(network).contains(CellOperation.NONE));
      assertTrue(!network.stemPool() || network.stem() == Stem.PLAIN);
      assertTrue(network.preprocessing() || (steps == 1 && network.multiplier() == 1));
      assertTrue(network.preprocessing() || attention || split == Split.SEARCH);
      assertTrue(network.globalAverage() || (!attention && network.cells() <= maxThreshold(split)));
      assertEquals(steps, network.genotype().reduce().steps());
      assertEquals(network.genotype().normal().concat(), network.genotype().reduce().concat());
      assertTrue(network.genotype().normal().concat().contains(1 + steps));
    }
  }

  private static int maxThreshold(Split split) {
    return split == Split.DEEP ? 18 : 10;
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"BNFREE", "SEARCH"})
  void onlySmallNetworksMayBeWithoutNorm(Split split) {
    int fewest = split == Split.DEEP ? 10 : 4;
    int steps = split == Split.DENSE ? 6 : 2;
    List<CellNetwork> without =
        networks(split, 300).stream().filter(network -> network.norm() == Norm.NONE).toList();

    assertFalse(without.isEmpty());
    for (CellNetwork network : without) {
      assertTrue(network.cells() <= fewest + 1 && steps(network) <= steps);
    }
  }

  @Test
  void bnfreeNeverHasNormAndSearchAlways() {
    networks(Split.BNFREE, 50).forEach(network -> assertEquals(Norm.NONE, network.norm()));
    networks(Split.SEARCH, 50).forEach(network -> assertEquals(Norm.BATCH, network.norm()));
  }

  @Test
  void narrowerBoundsHoldAndAreMetWithAllThatTheSplitHas() {
    Set<Integer> cells = new TreeSet<>();
    Set<Integer> steps = new TreeSet<>();
    Set<Stem> stems = EnumSet.noneOf(Stem.class);
    Set<CellOperation> operations = EnumSet.noneOf(CellOperation.class);
    for (CellNetwork network : networks(ArchitectureSampler.within(SMALL, Split.TRAIN, 1), 100)) {
      cells.add(network.cells());
      steps.add(steps(network));
      stems.add(network.stem());
      operations.addAll(operations(network));
    }

    assertEquals(Set.of(4, 5, 6, 7, 8), cells);
    assertEquals(Set.of(1, 2, 3, 4), steps);
    assertEquals(EnumSet.allOf(Stem.class), stems);
    assertEquals(EnumSet.allOf(CellOperation.class), operations);
  }

  @Test
  void boundsWithoutAttentionGiveNone() {
    ArchitectureBounds bounds = Split.TRAIN.bounds().withoutAttention();
    for (CellNetwork network : networks(ArchitectureSampler.within(bounds, Split.TRAIN, 1), 100)) {
      assertFalse(network.genotype().hasAttention());
    }
  }

  @Test
  void deepNetworksHaveAsManyStepsAsTheBoundsAskFor() {
    ArchitectureBounds bounds = Split.TRAIN.bounds().withCells(18, 18).withSteps(3, 4);
    for (CellNetwork network : networks(ArchitectureSampler.within(bounds, Split.TRAIN, 1), 20)) {
      assertEquals(3, steps(network));
    }
  }

  @Test
  void theBoundsOfASplitGiveItsNetworks() {
    Stream.of(Split.values())
        .forEach(
            split ->
                assertEquals(
                    networks(split, 3),
                    networks(ArchitectureSampler.within(split.bounds(), split, 1), 3)));
  }

  @Test
  void wideHasTheNetworksOfTestFourTimesOrTwiceAsWide() {
    ArchitectureSampler test = ArchitectureSampler.of(Split.TEST, 1);
    ArchitectureSampler wide = ArchitectureSampler.of(Split.WIDE, 1);
    CellNetwork evaluated = test.evaluationNetwork(3, 32);

    assertEquals(test.network(3), wide.network(3));
    assertEquals(evaluated.withChannels(4 * evaluated.channels()), wide.evaluationNetwork(3, 32));
    assertEquals(evaluated.withChannels(2 * evaluated.channels()), wide.evaluationNetwork(3, 224));
  }

  @Test
  void widthsOfTrainingComeFromTheNetworkOrFromTheCaller() {
    ArchitectureSampler sampler = ArchitectureSampler.within(SMALL, Split.TRAIN, 1);
    Set<CellNetwork> drawn = new HashSet<>();
    for (int k = 0; k < 20; k++) {
      drawn.add(sampler.trainingNetwork(5, 32, RandomStream.of(k)));
    }

    assertEquals(sampler.trainingNetwork(5, 32), sampler.trainingNetwork(5, 32));
    assertTrue(drawn.size() > 1);
    for (CellNetwork network : drawn) {
      assertEquals(
          sampler.network(5), network.withChannels(32).withFinalWidth(NetworkDraw.FINAL_WIDTH));
    }
  }

  @Test
  void aSplitThatIsNotThereIsToldWithThoseThatAre() {
    assertEquals(Split.BNFREE, Split.of("bnfree"));
    assertFails(
        "split 'tests': expected one of train, val, test, wide, deep, dense, bnfree, search",
        () -> Split.of("tests"));
  }

  @Test
  void boundsAreRangesWithinThoseOfTheDataSet() {
    assertFails(
        "bounds: cells: expected a range within 1 to 36, got 5 to 4", () -> SMALL.withCells(5, 4));
    assertFails(
        "bounds: cells: expected a range within 1 to 36, got 4 to 37",
        () -> SMALL.withCells(4, 37));
    assertFails(
        "bounds: steps: expected a range within 1 to 10, got 0 to 4", () -> SMALL.withSteps(0, 4));
  }

  @Test
  void thereIsNoNetworkBeforeTheFirst() {
    assertFails(
        "val: network -1: expected an index from 0",
        () -> ArchitectureSampler.of(Split.VAL, 1).network(-1));
  }
}
