package dev.jacquard.cli;

import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.arch.Widths;
import dev.jacquard.nn.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which sampled networks a command takes. */
final class SampledNetworks {
  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "The networks: train, val, test, wide, deep, dense, bnfree or search. Default:"
              + " test.")
  String split = Split.TEST.toString();

  @Option(names = "--count", paramLabel = "N", description = "How many networks. Default: 20.")
  int count = 20;

  @Option(names = "--seed", paramLabel = "N", description = "Decides the networks. Default: 0.")
  long seed;

  @Mixin BoundsOptions bounds = new BoundsOptions();

  @Option(
      names = "--width",
      paramLabel = "train|published|LIST",
      description =
          "C of the networks: as in training, as in the published evaluation, or drawn from a list"
              + " such as 32 or 16,24,32. Default: train; for split wide, published.")
  String width = "";

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description = "Rows and columns of the images. Default: 32.")
  int imageSize = 32;

  /**
   * What draws the networks.
   *
   * @throws UsageException if a value is none of its option, or out of range
   */
  ArchitectureSampler sampler() {
    if (count < 1) {
      throw new UsageException("--count " + count + ": expected 1 or more");
    }
    if (imageSize < 1) {
      throw new UsageException("--image-size " + imageSize + ": expected 1 or more");
    }
    Split chosen = UsageException.ifIllegal(() -> Split.of(split));
    widths();
    return ArchitectureSampler.within(bounds.of(chosen), chosen, seed);
  }

  private Widths widths() {
    boolean wide = split.equals(Split.WIDE.toString());
    return width.isEmpty()
        ? wide ? Widths.PUBLISHED : Widths.TRAINING
        : UsageException.ifIllegal(() -> Widths.of(width));
  }

  /** The description of a network. */
  CellNetwork cells(ArchitectureSampler sampler, long index) {
    return sampler.network(index, widths(), imageSize);
  }

  /** A network, which keeps running statistics. */
  Network network(ArchitectureSampler sampler, long index, int classes) {
    return cells(sampler, index).tracked().build(split + ":" + index, classes, imageSize);
  }

  /** What decides the networks, but for how many there are. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    Split chosen = Split.of(split);
    json.put("split", split);
    json.put("seed", seed);
    json.put("bounds", bounds.of(chosen).toString());
    json.put("width", widths().toString());
    json.put("imageSize", (long) imageSize);
    return json;
  }
}
