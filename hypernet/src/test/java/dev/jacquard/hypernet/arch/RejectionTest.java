package dev.jacquard.hypernet.arch;

import static dev.jacquard.hypernet.arch.CellOperation.CONV_1X1;
import static dev.jacquard.hypernet.arch.CellOperation.CONV_5X5;
import static dev.jacquard.hypernet.arch.CellOperation.CONV_7X7;
import static dev.jacquard.hypernet.arch.CellOperation.CSE;
import static dev.jacquard.hypernet.arch.CellOperation.MAX_POOL_3X3;
import static dev.jacquard.hypernet.arch.CellOperation.MSA;
import static dev.jacquard.hypernet.arch.CellOperation.NONE;
import static dev.jacquard.hypernet.arch.CellOperation.SEP_CONV_5X5;
import static dev.jacquard.hypernet.arch.CellOperation.SKIP_CONNECT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class RejectionTest {
  private static final long MANY = 10_000_000;
  private static final Cell PLAIN = cell(CONV_1X1, CONV_1X1);
  private static final Cell POOLS = cell(MAX_POOL_3X3, SKIP_CONNECT);

  /** A cell of which the last state is the output. */
  private static Cell cell(CellOperation... operations) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < operations.length; i++) {
      edges.add(new Edge(operations[i], i % 2));
    }
    return new Cell(edges, List.of(1 + operations.length / 2));
  }

  /** Of six cells, so that a normal one lies between the reducing ones. */
  private static Optional<Rejection> rejection(Cell normal, Cell reduce) {
    return Rejection.of(CellNetwork.of(new Genotype(normal, reduce), 6), MANY);
  }

  @Test
  void oneLargeConvolutionInEachKindOfCellIsFine() {
    assertEquals(Optional.empty(), rejection(cell(CONV_5X5, CSE), cell(CSE, CONV_7X7)));
  }

  @Test
  void twoLargeConvolutionsInAKindOfCellAreNot() {
    assertEquals(Optional.of(Rejection.UNBALANCED), rejection(PLAIN, cell(CONV_5X5, CONV_7X7)));
    assertEquals(Optional.of(Rejection.UNBALANCED), rejection(cell(CONV_5X5, CONV_5X5), PLAIN));
  }

  @Test
  void separableConvolutionsAreNotLarge() {
    assertEquals(Optional.empty(), rejection(cell(SEP_CONV_5X5, SEP_CONV_5X5), POOLS));
  }

  @Test
  void twoSqueezeExcitationsInAKindOfCellAreRejected() {
    assertEquals(Optional.of(Rejection.UNBALANCED), rejection(PLAIN, cell(CSE, CSE)));
  }

  @Test
  void squeezeExcitationNeedsAConvolutionSomewhere() {
    assertEquals(Optional.of(Rejection.UNBALANCED), rejection(cell(CSE, MSA), POOLS));
    assertEquals(Optional.empty(), rejection(cell(CSE, MSA), cell(SEP_CONV_5X5, MAX_POOL_3X3)));
  }

  @Test
  void somethingMustBeLearnable() {
    assertEquals(Optional.of(Rejection.NOTHING_LEARNABLE), rejection(POOLS, POOLS));
    assertEquals(Optional.empty(), rejection(POOLS, cell(MSA, SKIP_CONNECT)));
  }

  @Test
  void theLastCellMustGiveSomething() {
    Cell nothing = cell(CONV_1X1, CONV_1X1, NONE, NONE);

    assertEquals(Optional.of(Rejection.DISCONNECTED), rejection(nothing, POOLS));
    assertEquals(Optional.empty(), rejection(PLAIN, nothing));
  }

  @Test
  void moreParametersThanAllowedAreTooMany() {
    CellNetwork network = CellNetwork.of(new Genotype(PLAIN, PLAIN), 4);
    long n =
        Math.max(network.unprunedParameterCount(10, 32), network.unprunedParameterCount(10, 224));

    assertEquals(Optional.empty(), Rejection.of(network, n));
    assertEquals(Optional.of(Rejection.TOO_LARGE), Rejection.of(network, n - 1));
  }

  @Test
  void whatNothingUsesCounts() {
    Cell unused =
        new Cell(
            List.of(
                new Edge(NONE, 0), new Edge(NONE, 1), new Edge(CONV_1X1, 2), new Edge(CONV_1X1, 1)),
            List.of(3));
    CellNetwork network = CellNetwork.of(new Genotype(unused, unused), 1);
    long unread = 32 * 32 + 64 + (96 * 32 + 64);

    assertEquals(
        network.build("pruned", 10, 32).parameterCount() + unread,
        network.unprunedParameterCount(10, 32));
  }
}
