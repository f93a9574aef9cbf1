package dev.jacquard.hypernet.arch;

import dev.jacquard.tensor.RandomStream;
import java.util.stream.Stream;

/**
 * How wide the networks of DeepNets-1M are: C, and the features between two final linear layers. It
 * goes by the number of parameters n at C = 32 with 10 classes, with those that nothing uses.
 */
final class NetworkWidth {
  private static final int STEP = 16;
  private static final int FINAL_STEP = 64;
  private static final int NARROWEST = CellNetwork.DEFAULT_CHANNELS;
  private static final int WIDEST = 128;
  private static final long EVALUATED_PARAMETERS = 2_500_000;

  private NetworkWidth() {}

  /**
   * A network with a width drawn for training: the smaller and shallower, the wider it may be.
   *
   * @param imageSize rows and columns of the images to train on
   */
  static CellNetwork training(CellNetwork network, int imageSize, RandomStream stream) {
    long n = parameterCount(usual(network), imageSize);
    int cells = network.cells();
    int widest = WIDEST;
    if (n > 800_000 || !network.globalAverage() || cells > 12 || hasLargeConvolution(network)) {
      widest = NARROWEST;
    } else if (n > 400_000 || cells > 10) {
      widest = NARROWEST + STEP;
    } else if (n > 200_000 || cells > 8) {
      widest = NARROWEST + 2 * STEP;
    }
    Draws draws = new Draws(stream);
    int channels = draws.multiple(STEP, NARROWEST, widest);
    int finalWidest = widest == WIDEST && channels <= 64 ? 512 : NetworkDraw.FINAL_WIDTH;
    return network
        .withChannels(channels)
        .withFinalWidth(draws.multiple(FINAL_STEP, FINAL_STEP, finalWidest));
  }

  /** A network as the published evaluation has it: as narrow as 2.5 M parameters allow. */
  static CellNetwork evaluation(CellNetwork network) {
    CellNetwork wider = usual(network);
    while (parameterCount(wider, Rejection.SMALL_IMAGES) < EVALUATED_PARAMETERS) {
      wider = wider.withChannels(wider.channels() + STEP);
    }
    return wider;
  }

  /** A network of the evaluation with C x 4, or C x 2 for images of ImageNet's size. */
  static CellNetwork wide(CellNetwork network, int imageSize) {
    CellNetwork evaluated = evaluation(network);
    return evaluated.withChannels(evaluated.channels() * (CellNetwork.isLarge(imageSize) ? 2 : 4));
  }

  private static CellNetwork usual(CellNetwork network) {
    return network.withChannels(NARROWEST).withFinalWidth(NetworkDraw.FINAL_WIDTH);
  }

  private static long parameterCount(CellNetwork network, int imageSize) {
    return network.unprunedParameterCount(Rejection.CLASSES, imageSize);
  }

  private static boolean hasLargeConvolution(CellNetwork network) {
    return Stream.of(network.genotype().normal(), network.genotype().reduce())
        .anyMatch(cell -> cell.has(CellOperation.CONV_5X5) || cell.has(CellOperation.CONV_7X7));
  }
}
