package dev.jacquard.hypernet.arch;

import dev.jacquard.tensor.RandomStream;

/**
 * The networks of a split of DeepNets-1M (Knyazev et al. 2021, section 4 and appendix A), without
 * end and without a file: network k is a pure function of the split, its bounds, a seed and k.
 *
 * <p>Samplers have no state and may be shared between threads.
 */
public final class ArchitectureSampler {
  private final Split split;
  private final NetworkDraw draw;
  private final RandomStream stream;

  private ArchitectureSampler(Split split, ArchitectureBounds bounds, long seed) {
    this.split = split;
    this.draw = new NetworkDraw(split.rules(), bounds);
    this.stream = RandomStream.of(seed).split(split.source().toString());
  }

  /** The networks of a split. */
  public static ArchitectureSampler of(Split split, long seed) {
    return new ArchitectureSampler(split, split.bounds(), seed);
  }

  /**
   * Networks drawn as those of a split, but within other bounds. Without batch norm are then, where
   * the split leaves it open, half of those that have the fewest cells of these bounds or one more.
   */
  public static ArchitectureSampler within(ArchitectureBounds bounds, Split split, long seed) {
    return new ArchitectureSampler(split, bounds, seed);
  }

  /**
   * A network with C = 32 and, between two final linear layers, 256 features. Those of {@link
   * Split#WIDE} are those of {@link Split#TEST}: only {@link #evaluationNetwork} widens them.
   *
   * @param index which, from 0
   * @throws IllegalArgumentException if the index is negative
   */
  public CellNetwork network(long index) {
    RandomStream attempts = own(index).split("attempt");
    long attempt = 0;
    CellNetwork network = proposal(attempts, attempt);
    while (Rejection.of(network, split.rules().maxParameters()).isPresent()) {
      attempt++;
      network = proposal(attempts, attempt);
    }
    return network;
  }

  private CellNetwork proposal(RandomStream attempts, long attempt) {
    return draw.draw(new Draws(attempts.split(attempt)));
  }

  /**
   * A network with a width drawn for training from the network's own numbers, the same each time.
   *
   * @param index which, from 0
   * @param imageSize rows and columns of the images to train on; from 64 on treated as ImageNet's
   * @throws IllegalArgumentException if the index is negative
   */
  public CellNetwork trainingNetwork(long index, int imageSize) {
    return trainingNetwork(index, imageSize, own(index).split("width"));
  }

  /**
   * A network with a width drawn for training: the smaller and shallower, the wider it may be.
   *
   * @param index which, from 0
   * @param imageSize rows and columns of the images to train on; from 64 on treated as ImageNet's
   * @param widths where the width is drawn from
   * @throws IllegalArgumentException if the index is negative
   */
  public CellNetwork trainingNetwork(long index, int imageSize, RandomStream widths) {
    return NetworkWidth.training(network(index), imageSize, widths);
  }

  /**
   * A network with the width that the published evaluation gives it: the smallest C of 32, 48, ...
   * with 2.5 M parameters for CIFAR-10; for {@link Split#WIDE} four times as wide, or twice where
   * images are large.
   *
   * @param index which, from 0
   * @param imageSize rows and columns of the images to evaluate on; large from 64 on
   * @throws IllegalArgumentException if the index is negative
   */
  public CellNetwork evaluationNetwork(long index, int imageSize) {
    CellNetwork network = network(index);
    return split == Split.WIDE
        ? NetworkWidth.wide(network, imageSize)
        : NetworkWidth.evaluation(network);
  }

  /**
   * A network of some width, the same each time.
   *
   * @param index which, from 0
   * @param imageSize rows and columns of the images; large from 64 on
   * @throws IllegalArgumentException if the index is negative
   */
  public CellNetwork network(long index, Widths widths, int imageSize) {
    if (widths.equals(Widths.TRAINING)) {
      return trainingNetwork(index, imageSize);
    }
    if (widths.equals(Widths.PUBLISHED)) {
      return evaluationNetwork(index, imageSize);
    }
    int choice = own(index).split("channels").below(0, widths.channels().size());
    return network(index).withChannels(widths.channels().get(choice));
  }

  private RandomStream own(long index) {
    if (index < 0) {
      throw new IllegalArgumentException(
          split + ": network " + index + ": expected an index from 0");
    }
    return stream.split(index);
  }
}
