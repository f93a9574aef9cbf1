package dev.jacquard.nn.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Multiply;
import dev.jacquard.autograd.op.Slice;
import dev.jacquard.autograd.op.Sum;
import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("portable")
class FusionTest {
  private static final RandomStream STREAM = RandomStream.of(4);
  private static final Shape IMAGES = Shape.of(5, 3, 6, 7);

  /**
   * A residual block, then two convolutions of the block's rectified sum. With {@code apart}, a
   * second reader behind every node keeps it from being joined to the next; its share of the result
   * is nothing.
   */
  private static Network network(Activation f, boolean apart) {
    Blocks net = new Blocks(apart);
    Node x = net.then("conv1", conv(3, 8), net.builder.input());
    x = net.then("bn1", BatchNorm2d.of(8), x);
    Node shortcut = net.then("relu1", new Activate(f), x);
    x = net.then("conv2", conv(8, 8), shortcut);
    x = net.then("bn2", BatchNorm2d.of(8), x);
    x = net.builder.add("add", new Add(), x, shortcut);
    net.look(x);
    Node left = net.then("left", conv(8, 4), net.then("relu2", new Activate(f), x));
    Node right = net.then("right", conv(8, 4), net.then("relu3", new Activate(f), x));
    return net.end(net.builder.add("cat", new Concat(1), left, right));
  }

  private static final class Blocks {
    private final NetworkBuilder builder = new NetworkBuilder("block");
    private final List<Node> seen = new ArrayList<>();
    private final boolean apart;

    Blocks(boolean apart) {
      this.apart = apart;
    }

    Node then(String name, Layer layer, Node input) {
      Node node = builder.add(name, layer, input);
      look(node);
      return node;
    }

    void look(Node node) {
      if (apart) {
        seen.add(node);
      }
    }

    /** What was seen goes beside the result, as further channels. */
    Network end(Node result) {
      if (!apart) {
        return builder.build(result);
      }
      seen.add(0, result);
      return builder.build(builder.add("all", new Concat(1), seen.toArray(new Node[0])));
    }
  }

  private static Conv2d conv(int in, int out) {
    return Conv2d.of(in, out, 3).withPadding(1);
  }

  private static String steps(Run run, Activation f) {
    return Fusion.of(network(f, false), run).steps().stream()
        .map(FusionTest::name)
        .collect(Collectors.joining(", "));
  }

  private static String name(Step step) {
    Node norm = step.norm();
    return step.node().name()
        + (norm == null ? "" : "+" + norm.name())
        + (step.activation() == null ? "" : "+" + step.activation());
  }

  @Test
  void withStatisticsOfTheBatchNormsAndSumsTakeTheirActivation() {
    assertEquals(
        "input, conv1, bn1+RELU, conv2, bn2, add+RELU, left, right, cat",
        steps(Run.batchStatistics(), Activation.RELU));
  }

  @Test
  void anActivationThatNeedsItsArgumentStaysByItself() {
    assertEquals(
        "input, conv1, bn1, relu1, conv2, bn2, add, relu2, left, right, cat",
        steps(Run.batchStatistics(), Activation.SILU));
  }

  @Test
  void withRunningStatisticsConvolutionsTakeTheirNormAndActivation() {
    assertEquals(
        "input, conv1+bn1+SILU, conv2+bn2, add, relu2, left, right, cat",
        steps(evaluation(), Activation.SILU));
  }

  private static Run evaluation() {
    RunningStatistics running = RunningStatistics.initial(network(Activation.RELU, false));
    return Run.evaluation(running);
  }

  /** Values and gradients, joined and apart, bit by bit. */
  @ParameterizedTest
  @ValueSource(strings = {"RELU", "RELU6", "SIGMOID", "SILU", "HARD_SWISH"})
  void joiningChangesNoBit(String function) {
    Activation f = Activation.valueOf(function);
    for (Run run : List.of(Run.batchStatistics(), evaluation())) {
      for (boolean tracked : new boolean[] {false, true}) {
        assertArrayEquals(
            results(network(f, true), run, tracked), results(network(f, false), run, tracked));
      }
    }
  }

  /** The first eight channels of the result, and the gradients of their sum. */
  private static float[] results(Network network, Run run, boolean tracked) {
    Parameters parameters = Initialization.torch().begin(network, STREAM);
    Tensor images = Tensor.zeros(IMAGES);
    STREAM.fillNormal(images, 0, 2);
    try (Compute compute = Compute.open(Backend.SCALAR, 2);
        Tape tape = new Tape(compute)) {
      ParameterVars vars =
          tracked
              ? ParameterVars.leaves(tape, parameters)
              : ParameterVars.constants(tape, parameters);
      Var y = network.forward(vars, tape.constant(images), run);
      int[] stop = y.shape().dims();
      stop[1] = 8;
      Var logits = Slice.slice(y, new int[4], stop, new int[] {1, 1, 1, 1});
      List<Float> all = new ArrayList<>();
      addTo(all, logits.value());
      if (tracked) {
        tape.backward(Sum.sum(Multiply.multiply(logits, logits)));
        vars.gradients().values().forEach(gradient -> addTo(all, gradient));
      }
      float[] results = new float[all.size()];
      for (int i = 0; i < results.length; i++) {
        results[i] = all.get(i);
      }
      return results;
    }
  }

  private static void addTo(List<Float> all, Tensor tensor) {
    for (float value : tensor.toArray()) {
      // A zero that another one was added to has lost its sign.
      all.add(value + 0f);
    }
  }
}
