package dev.jacquard.hypernet.arch;

import dev.jacquard.hypernet.arch.CellLayers.State;
import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.PadChannels;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network of cells, as those of DeepNets-1M: a stem, a number of cells of which those at one and
 * two thirds reduce the resolution, and one or two linear layers. Networks with attention have the
 * stem of a vision transformer, keep their resolution, and do without the choices of a stem.
 *
 * @param genotype the two kinds of cells
 * @param cells how many
 * @param channels C, of each state of the first cells
 * @param stem which stem
 * @param stemKernel rows and columns of the first convolution
 * @param stemPool whether a pooling follows a plain stem
 * @param norm what follows convolutions
 * @param preprocessing whether cells bring their inputs to their own channels; without, all cells
 *     have the same
 * @param multiplier by which C grows at each reducing cell
 * @param finalLayers linear layers at the end, 1 or 2
 * @param finalWidth features between two of them
 * @param globalAverage whether the mean over pixels goes into them, else all pixels
 */
public record CellNetwork(
    Genotype genotype,
    int cells,
    int channels,
    Stem stem,
    int stemKernel,
    boolean stemPool,
    Norm norm,
    boolean preprocessing,
    int multiplier,
    int finalLayers,
    int finalWidth,
    boolean globalAverage) {
  /** Where the first cell's inputs come from. */
  public enum Stem {
    /** One convolution; both inputs are its output. */
    PLAIN,
    /** Three convolutions that halve the resolution; the inputs are those of two resolutions. */
    HALVING
  }

  /** What follows a convolution. */
  public enum Norm {
    /** Nothing. */
    NONE,
    /** Batch norm that always uses the statistics of the batch. */
    BATCH,
    /** Batch norm with running statistics. */
    TRACKED
  }

  /** C where nothing else is said. */
  public static final int DEFAULT_CHANNELS = 32;

  /** Below this, images are taken for CIFAR's: stems keep their resolution. */
  private static final int SMALLEST_LARGE = 64;

  private static final int IMAGE_CHANNELS = 3;

  /** Checks the numbers. */
  public CellNetwork {
    expect(cells >= 1, "cells", "1 or more", cells);
    expect(channels >= 1, "channels", "1 or more", channels);
    expect(stemKernel >= 1 && stemKernel % 2 == 1, "stem kernel", "an odd number", stemKernel);
    expect(multiplier >= 1, "multiplier", "1 or more", multiplier);
    expect(finalLayers == 1 || finalLayers == 2, "final layers", "1 or 2", finalLayers);
    expect(finalLayers == 1 || finalWidth >= 1, "final width", "1 or more", finalWidth);
  }

  private static void expect(boolean holds, String what, String expected, int actual) {
    if (!holds) {
      throw new IllegalArgumentException(
          "cell network: " + what + ": expected " + expected + ", got " + actual);
    }
  }

  /** A network with a plain stem, preprocessing, C = 32 that doubles, and one linear layer. */
  public static CellNetwork of(Genotype genotype, int cells) {
    return new CellNetwork(
        genotype, cells, DEFAULT_CHANNELS, Stem.PLAIN, 3, false, Norm.BATCH, true, 2, 1, 0, true);
  }

  /** DARTS or its like: C 36 and 20 cells below 64 pixels, else C 48 and 14 cells. */
  public static CellNetwork searched(Genotype genotype, int imageSize) {
    boolean small = !isLarge(imageSize);
    CellNetwork network = of(genotype, small ? 20 : 14).withChannels(small ? 36 : 48);
    return small ? network : network.withStem(Stem.HALVING);
  }

  /** The vision transformer: C 128, 12 cells. */
  public static CellNetwork vit() {
    return new CellNetwork(
        Genotype.vit(), 12, 128, Stem.PLAIN, 3, false, Norm.BATCH, false, 1, 1, 0, true);
  }

  private CellNetwork withGenotype(Genotype other) {
    return with(other, channels, stem, finalWidth);
  }

  private CellNetwork with(
      Genotype otherGenotype, int otherChannels, Stem otherStem, int otherFinalWidth) {
    return with(otherGenotype, otherChannels, otherStem, norm, otherFinalWidth);
  }

  private CellNetwork with(
      Genotype otherGenotype,
      int otherChannels,
      Stem otherStem,
      Norm otherNorm,
      int otherFinalWidth) {
    return new CellNetwork(
        otherGenotype,
        cells,
        otherChannels,
        otherStem,
        stemKernel,
        stemPool,
        otherNorm,
        preprocessing,
        multiplier,
        finalLayers,
        otherFinalWidth,
        globalAverage);
  }

  /** The same with another C. */
  public CellNetwork withChannels(int other) {
    return with(genotype, other, stem, finalWidth);
  }

  /** The same whose batch norms, if it has any, keep running statistics. */
  public CellNetwork tracked() {
    return norm == Norm.NONE ? this : with(genotype, channels, stem, Norm.TRACKED, finalWidth);
  }

  /** The same with another stem. */
  public CellNetwork withStem(Stem other) {
    return with(genotype, channels, other, finalWidth);
  }

  /** The same with another width between two linear layers. */
  public CellNetwork withFinalWidth(int other) {
    return with(genotype, channels, stem, other);
  }

  /**
   * Builds the network. What nothing uses is left out, with its parameters.
   *
   * @param name of the network
   * @param classes number of classes
   * @param imageSize rows and columns of an image; from 64 on, stems reduce it as for ImageNet
   * @throws IllegalArgumentException if the last cell gives nothing, or a layer cannot work on what
   *     it gets
   */
  public Network build(String name, int classes, int imageSize) {
    NetworkBuilder net = new NetworkBuilder(name);
    Node logits =
        new Building(net, imageSize)
            .logits(classes)
            .orElseThrow(
                () -> new IllegalArgumentException("cell network: the last cell gives nothing"));
    Network network = net.buildPruned(logits);
    network.shapes(Shape.of(2, IMAGE_CHANNELS, imageSize, imageSize));
    return network;
  }

  /** Whether the last cell gives anything, so that the network can be built. */
  boolean isConnected() {
    NetworkBuilder net = new NetworkBuilder("connected");
    return new Building(net, SMALLEST_LARGE).logits(1).isPresent();
  }

  /**
   * The number of parameters, with those of operations that nothing uses or that read a state which
   * is not there: DeepNets-1M measures its networks by it.
   */
  long unprunedParameterCount(int classes, int imageSize) {
    NetworkBuilder net = new NetworkBuilder("unpruned");
    CellNetwork full = withGenotype(genotype.withPoolingForNone());
    full.new Building(net, imageSize).logits(classes);
    return net.parameterCount();
  }

  /** Whether images of this size are treated as ImageNet's are. */
  static boolean isLarge(int imageSize) {
    return imageSize >= SMALLEST_LARGE;
  }

  /** What the cells of a network pass on. */
  private record Inputs(Optional<State> older, Optional<State> newer, boolean reduced) {}

  /** One network in the making. */
  private final class Building {
    private final NetworkBuilder net;
    private final int imageSize;
    private final boolean large;
    private final boolean transformer;

    Building(NetworkBuilder net, int imageSize) {
      this.net = net;
      this.imageSize = imageSize;
      this.large = isLarge(imageSize);
      this.transformer = genotype.hasAttention();
    }

    /** The logits, unless the last cell gives nothing. */
    Optional<Node> logits(int classes) {
      Inputs inputs = stem();
      int width = channels;
      for (int k = 0; k < cells; k++) {
        boolean reducing = k > 0 && (k == cells / 3 || k == 2 * cells / 3);
        width *= reducing ? multiplier : 1;
        Optional<State> y = cell(net.in("cells").in(Integer.toString(k)), inputs, width, reducing);
        inputs = new Inputs(inputs.newer(), y, reducing && !transformer);
      }
      return inputs.newer().map(last -> head(last, classes));
    }

    private Inputs stem() {
      if (transformer) {
        State state = patches();
        return new Inputs(Optional.of(state), Optional.of(state), false);
      }
      return switch (stem) {
        case PLAIN -> {
          State state = plainStem();
          yield new Inputs(Optional.of(state), Optional.of(state), false);
        }
        case HALVING -> halvingStem();
      };
    }

    /** Patches and the encoding of their positions. */
    private State patches() {
      Conv2d conv =
          large
              ? Conv2d.of(IMAGE_CHANNELS, channels, 16).withStride(16)
              : Conv2d.of(IMAGE_CHANNELS, channels, 3).withStride(3).withPadding(1);
      int side = large ? imageSize / 16 : (imageSize - 1) / 3 + 1;
      Node x = net.add("stem0", conv, net.input());
      Shape shape = Shape.of(1, channels, side, side);
      Node positions = net.add("pos_enc.weight", new Parameter(shape, 0, 1));
      net.mark(positions, Primitive.POS_ENC);
      return new State(net.add(new Add(), x, positions), channels, side);
    }

    private State plainStem() {
      int out = preprocessing && !large ? 3 * channels : channels;
      int stride = large ? 4 : 1;
      CellLayers module = new CellLayers(net.in("stem"), norm);
      Conv2d conv = CellLayers.same(IMAGE_CHANNELS, out, stemKernel).withStride(stride);
      Node x = net.in("stem").add("0", conv, net.input());
      x = module.normed("1", out, x);
      int side = (imageSize - 1) / stride + 1;
      if (stemPool) {
        x = net.in("stem").add("2", MaxPool2d.of(3, 2).withPadding(1), x);
        side = (side + 1) / 2;
      }
      return new State(x, out, side);
    }

    private Inputs halvingStem() {
      int half = channels / 2;
      int stride = large ? 2 : 1;
      CellLayers stem0 = new CellLayers(net.in("stem0"), norm);
      CellLayers stem1 = new CellLayers(net.in("stem1"), norm);
      Conv2d conv = CellLayers.same(IMAGE_CHANNELS, half, stemKernel).withStride(stride);
      Node x = stem0.normed("1", half, net.in("stem0").add("0", conv, net.input()));
      conv = CellLayers.same(half, channels, 3).withStride(stride);
      x = net.in("stem0").add("3", conv, net.relu(x));
      int side = ((imageSize - 1) / stride + 1 - 1) / stride + 1;
      State first = new State(stem0.normed("4", channels, x), channels, side);
      conv = CellLayers.same(channels, channels, 3).withStride(2);
      x = net.in("stem1").add("1", conv, net.relu(first.node()));
      State second = new State(stem1.normed("2", channels, x), channels, (side + 1) / 2);
      return new Inputs(Optional.of(first), Optional.of(second), true);
    }

    /** A cell's output, unless none of its states is there. */
    private Optional<State> cell(
        NetworkBuilder module, Inputs inputs, int width, boolean reducing) {
      Cell cell = reducing ? genotype.reduce() : genotype.normal();
      List<Optional<State>> states = new ArrayList<>();
      states.add(inputs.older().map(x -> older(module, x, width, inputs.reduced())));
      states.add(inputs.newer().map(x -> newer(module, x, width)));
      for (int step = 0; step < cell.steps(); step++) {
        Optional<State> sum = Optional.empty();
        for (int j = 2 * step; j < 2 * step + 2; j++) {
          Edge edge = cell.edges().get(j);
          int stride = reducing && !transformer && edge.state() < 2 ? 2 : 1;
          CellLayers layers = new CellLayers(module.in("_ops").in(Integer.toString(j)), norm);
          Optional<State> y =
              edge.operation() == CellOperation.NONE
                  ? Optional.empty()
                  : states
                      .get(edge.state())
                      .map(x -> layers.operation(edge.operation(), x, width, stride));
          sum = sum(module, sum, y);
        }
        states.add(sum);
      }
      return concat(module, cell.concat().stream().map(states::get).toList(), width);
    }

    private State older(NetworkBuilder module, State x, int width, boolean reduced) {
      CellLayers layers = new CellLayers(module.in("preprocess0"), norm);
      if (!preprocessing) {
        return layers.subsampled(x, reduced ? 2 : 1);
      }
      return reduced ? layers.factorizedReduction(x, width) : layers.convolution(x, width, 1, 1);
    }

    private State newer(NetworkBuilder module, State x, int width) {
      return preprocessing
          ? new CellLayers(module.in("preprocess1"), norm).convolution(x, width, 1, 1)
          : x;
    }

    private Optional<State> sum(NetworkBuilder module, Optional<State> a, Optional<State> b) {
      if (a.isEmpty() || b.isEmpty()) {
        return a.or(() -> b);
      }
      Node sum = module.add(new Add(), a.get().node(), b.get().node());
      return Optional.of(new State(sum, a.get().channels(), a.get().side()));
    }

    /** All states one behind the other; zeros stand for those that are not there. */
    private Optional<State> concat(NetworkBuilder module, List<Optional<State>> states, int width) {
      List<Node> parts = new ArrayList<>();
      int before = 0;
      int side = 0;
      for (int i = 0; i < states.size(); i++) {
        if (states.get(i).isEmpty()) {
          before += width;
          continue;
        }
        int after = 0;
        boolean last = states.subList(i + 1, states.size()).stream().noneMatch(Optional::isPresent);
        if (last) {
          after = (states.size() - i - 1) * width;
        }
        Node part = states.get(i).get().node();
        parts.add(before + after == 0 ? part : module.add(new PadChannels(before, after), part));
        side = states.get(i).get().side();
        before = 0;
      }
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      Node y =
          parts.size() == 1
              ? parts.get(0)
              : module.add(Concat.channels(), parts.toArray(Node[]::new));
      return Optional.of(new State(y, states.size() * width, side));
    }

    private Node head(State x, int classes) {
      int pixels = globalAverage ? 1 : x.side() * x.side();
      Node y = globalAverage ? net.add(AdaptiveAvgPool2d.global(), x.node()) : x.node();
      y = net.add(new Flatten(), y);
      int features = x.channels() * pixels;
      NetworkBuilder classifier = net.in("classifier");
      if (finalLayers == 2) {
        y = classifier.add("0", Linear.of(features, finalWidth), y);
        y = classifier.add("1", Activate.relu(), y);
        y = classifier.add("2", new Dropout(0.5), y);
        return classifier.add("3", Linear.of(finalWidth, classes), y);
      }
      return classifier.add("0", Linear.of(features, classes), y);
    }
  }
}
