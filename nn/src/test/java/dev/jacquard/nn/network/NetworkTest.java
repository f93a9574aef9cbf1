package dev.jacquard.nn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.layer.PadChannels;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("portable")
class NetworkTest {
  private static final RandomStream STREAM = RandomStream.of(9);
  private static final Shape IMAGES = Shape.of(2, 3, 8, 8);
  private static final Shape MANY = Shape.of(32, 3, 2, 2);

  // The README shows this.
  private static Network example() {
    NetworkBuilder net = new NetworkBuilder("small");
    Node x = net.add("conv", Conv2d.of(3, 16, 3).withPadding(1), net.input());
    x = net.relu(net.add("bn", BatchNorm2d.of(16), x));
    x = net.add(new Flatten(), net.add(AdaptiveAvgPool2d.global(), x));
    return net.build(net.add("fc", Linear.of(16, 10), x));
  }

  private static Tensor logits(Compute compute, Tensor images) {
    Network network = example();
    Parameters parameters = Initialization.torch().begin(network, RandomStream.of(0));
    return network.forward(parameters, images, Run.batchStatistics(), compute);
  }

  @Test
  void theExampleGivesLogits() {
    try (Compute compute = Compute.open()) {
      assertEquals(Shape.of(2, 10), logits(compute, images(IMAGES)).shape());
    }
  }

  @Test
  void parametersAreThoseOfTheLayersInOrder() {
    assertEquals(
        List.of("conv.weight", "bn.weight", "bn.bias", "fc.weight", "fc.bias"),
        example().parameters().stream().map(Weight::name).toList());
    assertEquals(3 * 16 * 9 + 2 * 16 + 16 * 10 + 10, example().parameterCount());
  }

  @Test
  void multiplyAddsAreThoseOfConvolutionsAndLinearMaps() {
    assertEquals(2L * (8 * 8 * 16 * 27 + 160), example().multiplyAdds(IMAGES));
  }

  @Test
  void shapesAreThoseOfEveryNode() {
    assertEquals(
        "[[2, 3, 8, 8], [2, 16, 8, 8], [2, 16, 8, 8], [2, 16, 8, 8], [2, 16, 1, 1], [2, 16],"
            + " [2, 10]]",
        example().shapes(IMAGES).toString());
  }

  @Test
  void aLayerThatDoesNotFitIsNamed() {
    assertFails(
        "small: conv: expected [N, 3, H, W], got [2, 4, 8, 8]",
        () -> example().shapes(Shape.of(2, 4, 8, 8)));
  }

  @Test
  void buildersRefuseWhatCannotBeANetwork() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node fc = net.in("head").add("fc", Linear.of(3, 4), net.input());

    assertFails(
        "net: a node named head.fc is there already",
        () -> net.add("head.fc", Linear.of(3, 4), net.input()));
    assertFails(
        "net: a linear below '' has weights and needs a name", () -> net.add(Linear.of(3, 4), fc));
    assertFails("net: add: add cannot take 1 inputs", () -> net.add(new Add(), fc));
    Node foreign = new NetworkBuilder("other").add("other", Linear.of(3, 4), net.input());
    assertFails("net: node other belongs to another network", () -> net.relu(foreign));
    assertFails("net: node head.fc does not lead to the output", () -> net.build(net.input()));
  }

  @Test
  void pruningLeavesOutWhatDoesNotLeadToTheOutput() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node used = net.add("used", Conv2d.of(3, 4, 1), net.input());
    net.relu(net.add("unused", Conv2d.of(3, 4, 1), net.input()));
    Node y = net.mark(net.add(new Multiply(), used, used), Primitive.CSE);
    Network network = net.buildPruned(net.relu(y));

    assertEquals(List.of("used.weight"), network.parameters().stream().map(Weight::name).toList());
    assertEquals(4, network.nodes().size());
    assertEquals(List.of(1, 1), network.nodes().get(2).inputs());
    assertEquals(Optional.of(Primitive.CSE), network.nodes().get(2).primitive());
    assertEquals(3, network.output().index());
    Parameter alone = new Parameter(Shape.of(1, 3), 0, 0);
    assertFails(
        "net: the input does not lead to the output",
        () -> net.buildPruned(net.add("alone", alone)));
  }

  @Test
  void aBuilderCountsTheParametersOfWhatNothingUsesToo() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node used = net.add("used", Conv2d.of(3, 4, 1), net.input());
    net.add("unused", BatchNorm2d.of(4), used);

    assertEquals(3 * 4 + 2 * 4, net.parameterCount());
    assertEquals(3 * 4, net.buildPruned(used).parameterCount());
  }

  @Test
  void paddedChannelsAreZeros() {
    NetworkBuilder net = new NetworkBuilder("net");
    Network network = net.build(net.add(new PadChannels(1, 2), net.input()));
    Tensor y = run(network, Run.batchStatistics());
    Tensor x = images(MANY);

    assertEquals(Shape.of(32, 6, 2, 2), y.shape());
    for (int c = 0; c < 6; c++) {
      assertEquals(c < 1 || c > 3 ? 0 : x.get(5, c - 1, 1, 0), y.get(5, c, 1, 0), "channel " + c);
    }
  }

  @Test
  void batchStatisticsOfASingleValueAreAnErrorThatNamesTheLayer() {
    NetworkBuilder net = new NetworkBuilder("net");
    Network network = net.build(net.add("bn", BatchNorm2d.of(3), net.input()));
    Parameters parameters = Initialization.torch().begin(network, STREAM);
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  network.forward(
                      parameters, Tensor.zeros(1, 3, 1, 1), Run.batchStatistics(), compute));

      assertTrue(
          String.valueOf(e.getMessage())
              .startsWith("net: bn: batchNorm: input: expected more than"),
          e.getMessage());
    }
  }

  /**
   *
   *
   * <pre>
   * bn = torch.nn.BatchNorm2d(1, momentum=None)
   * bn(tensor([1., 3.]).view(2, 1, 1, 1)); bn(tensor([2., 8.]).view(2, 1, 1, 1))
   * bn.running_mean, bn.running_var    # (2 + 5) / 2, (2 + 18) / 2
   * </pre>
   */
  @Test
  void reestimationAveragesMeansAndUnbiasedVariances() {
    NetworkBuilder net = new NetworkBuilder("net");
    Network network = net.build(net.add("bn", BatchNorm2d.of(1), net.input()));
    Parameters parameters = Initialization.torch().begin(network, STREAM);
    RunningStatistics fresh = RunningStatistics.initial(network);
    Shape two = Shape.of(2, 1, 1, 1);
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      network.forward(parameters, Tensor.of(two, 1, 3), Run.reestimation(fresh), compute);
      network.forward(parameters, Tensor.of(two, 2, 8), Run.reestimation(fresh), compute);
    }

    assertEquals(3.5f, fresh.get("bn").mean().get(0));
    assertEquals(10f, fresh.get("bn").variance().get(0));
    assertEquals(2, fresh.get("bn").batches());
  }

  @Test
  void anUntrackedBatchNormAlwaysUsesTheBatch() {
    NetworkBuilder net = new NetworkBuilder("net");
    Network network = net.build(net.add("bn", new BatchNorm2d(3, 1e-5, 0.1, false), net.input()));
    RunningStatistics none = RunningStatistics.initial(network);
    assertTrue(none.asMap().isEmpty());

    assertTrue(run(network, Run.evaluation(none)).bitEquals(run(network, Run.batchStatistics())));
  }

  @Test
  void droppingIsForTrainingAndHangsOnTheStream() {
    for (Layer layer : List.of(new Dropout(0.5), new StochasticDepth(0.5))) {
      NetworkBuilder net = new NetworkBuilder("net");
      Network network = net.build(net.add("drop", layer, net.input()));
      Tensor kept = run(network, Run.batchStatistics());
      Tensor dropped = run(network, Run.training(STREAM.split(1)));

      assertTrue(kept.bitEquals(images(MANY)));
      assertFalse(dropped.bitEquals(kept));
      assertTrue(dropped.bitEquals(run(network, Run.training(STREAM.split(1)))));
      assertFalse(dropped.bitEquals(run(network, Run.training(STREAM.split(4)))));
    }
  }

  @Test
  void stochasticDepthDropsWholeImagesAndDoublesTheOthers() {
    NetworkBuilder net = new NetworkBuilder("net");
    Network network = net.build(net.add("drop", new StochasticDepth(0.5), net.input()));
    Tensor ones = Tensor.zeros(64, 1, 2, 2);
    ones.fill(1);
    Tensor y;
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      Parameters none = Parameters.zeros(network);
      y = network.forward(none, ones, Run.training(STREAM), compute);
    }

    int dropped = 0;
    for (int n = 0; n < 64; n++) {
      float first = y.get(n, 0, 0, 0);
      assertTrue(first == 0 || first == 2);
      assertEquals(first, y.get(n, 0, 1, 1));
      dropped += first == 0 ? 1 : 0;
    }
    // 32 expected, with a deviation of 4.
    assertTrue(dropped > 16 && dropped < 48, "dropped " + dropped);
  }

  /** conv1 -> relu -> conv2 -> add(conv2, relu): relu lies over conv1, the sum over conv2. */
  @Test
  void aPlanUsesBuffersAgainAfterTheLastUse() {
    NetworkBuilder net = new NetworkBuilder("net");
    Conv2d conv = Conv2d.of(3, 3, 3).withPadding(1);
    Node relu = net.relu(net.add("conv1", conv, net.input()));
    Node y = net.add(new Add(), net.add("conv2", conv, relu), relu);
    Network network = net.build(net.add(new Flatten(), y));
    Plan plan = Plan.of(network, IMAGES, Run.batchStatistics());

    assertEquals(2, plan.slots());
    assertEquals(2 * 384 * 4, plan.slotBytes());
    assertEquals(4 * 384 * 4, plan.activationBytes());
  }

  @Test
  void anEvaluationNeedsNoMoreBuffersThanPlanned() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node x = net.input();
    for (int i = 0; i < 6; i++) {
      x = net.add(Activate.relu(), net.add(new Add(), x, x));
    }
    Network network = net.build(x);
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      network.forward(Parameters.zeros(network), images(IMAGES), Run.batchStatistics(), compute);

      Plan plan = Plan.of(network, IMAGES, Run.batchStatistics());
      assertEquals(1, plan.slots());
      assertEquals(plan.slotBytes(), compute.pool().bytes());
      assertEquals(0, compute.pool().lent());
    }
  }

  private static Tensor run(Network network, Run run) {
    Parameters parameters = Initialization.torch().begin(network, STREAM);
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      return network.forward(parameters, images(MANY), run, compute);
    }
  }

  private static Tensor images(Shape shape) {
    Tensor images = Tensor.zeros(shape);
    STREAM.fillNormal(images, 0, 1);
    return images;
  }

  private static void assertFails(String message, Executable executable) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, executable);
    assertEquals(message, e.getMessage());
  }
}
