package dev.jacquard.hypernet.arch;

import dev.jacquard.hypernet.arch.Genotype.Cell;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a network that was drawn is not one of the data set. */
enum Rejection {
  /**
   * A kind of cell has more than one squeeze-excitation or more than one large convolution, or
   * there is squeeze-excitation without any convolution.
   */
  UNBALANCED,
  /** No operation has parameters. */
  NOTHING_LEARNABLE,
  /** The last cell gives nothing. */
  DISCONNECTED,
  /** It has too many parameters. */
  TOO_LARGE;

  /** The networks are measured with CIFAR-10's classes. */
  static final int CLASSES = 10;

  /** Rows and columns of CIFAR-10's images. */
  static final int SMALL_IMAGES = 32;

  /** Rows and columns of ImageNet's images. */
  static final int LARGE_IMAGES = 224;

  private static final Set<CellOperation> LARGE_CONVOLUTIONS =
      Set.of(CellOperation.CONV_5X5, CellOperation.CONV_7X7);
  private static final Set<CellOperation> CONVOLUTIONS =
      Set.copyOf(EnumSet.range(CellOperation.SEP_CONV_3X3, CellOperation.CONV_7X7));

  /** Why a network is rejected, if it is. */
  static Optional<Rejection> of(CellNetwork network, long maxParameters) {
    Genotype genotype = network.genotype();
    List<Cell> kinds = List.of(genotype.normal(), genotype.reduce());
    if (isUnbalanced(kinds)) {
      return Optional.of(UNBALANCED);
    }
    if (kinds.stream()
        .flatMap(cell -> cell.edges().stream())
        .noneMatch(edge -> GenotypeDraw.learns(edge.operation()))) {
      return Optional.of(NOTHING_LEARNABLE);
    }
    if (!network.isConnected()) {
      return Optional.of(DISCONNECTED);
    }
    boolean tooLarge =
        network.unprunedParameterCount(CLASSES, SMALL_IMAGES) > maxParameters
            || network.unprunedParameterCount(CLASSES, LARGE_IMAGES) > maxParameters;
    return tooLarge ? Optional.of(TOO_LARGE) : Optional.empty();
  }

  private static boolean isUnbalanced(List<Cell> kinds) {
    long squeezes = 0;
    long convolutions = 0;
    for (Cell cell : kinds) {
      long here = count(cell, Set.of(CellOperation.CSE));
      if (here > 1 || count(cell, LARGE_CONVOLUTIONS) > 1) {
        return true;
      }
      squeezes += here;
      convolutions += count(cell, CONVOLUTIONS);
    }
    return squeezes > 0 && convolutions == 0;
  }

  private static long count(Cell cell, Set<CellOperation> operations) {
    return cell.edges().stream().filter(edge -> operations.contains(edge.operation())).count();
  }
}
