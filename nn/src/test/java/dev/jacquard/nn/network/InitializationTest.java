package dev.jacquard.nn.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.init.Initializer;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InitializationTest {
  private static final RandomStream STREAM = RandomStream.of(5);

  @Test
  void weightsAndBiasesFillPyTorchsBounds() {
    Parameters parameters = Initialization.torch().begin(network(16), STREAM);

    // torch: kaiming_uniform_(weight, a=sqrt(5)) and the bias within 1 / sqrt(fan_in);
    // fan_in of [64, 8, 3, 3] is 72, of [4, 4096] it is 4096.
    assertFills(1 / Math.sqrt(72), parameters.get("conv.weight"));
    assertFills(1 / Math.sqrt(72), parameters.get("conv.bias"));
    assertFills(1 / Math.sqrt(4096), parameters.get("fc.weight"));
  }

  @Test
  void normsBeginAsIdentity() {
    Parameters parameters = Initialization.torch().begin(network(16), STREAM);

    assertArrayEquals(ofAll(1), parameters.get("bn.weight").toArray());
    assertArrayEquals(ofAll(0), parameters.get("bn.bias").toArray());
  }

  @Test
  void aParameterBeginsAsItSays() {
    Parameters parameters = Initialization.torch().begin(network(16), STREAM);

    assertArrayEquals(ofAll(0.25f), parameters.get("shift").toArray());
  }

  @Test
  void anotherRuleIsForWeightsAndLeavesBiasesZero() {
    Parameters parameters =
        Initialization.weights(Initializer.constant(2)).begin(network(16), STREAM);

    assertEquals(2, parameters.get("conv.weight").get(0, 0, 0, 0));
    assertEquals(2, parameters.get("fc.weight").get(0, 0));
    assertArrayEquals(new float[64], parameters.get("conv.bias").toArray());
  }

  @Test
  void aParameterBeginsAlikeInEveryNetworkThatHasIt() {
    Tensor one = Initialization.torch().begin(network(16), STREAM).get("conv.weight");
    Tensor other = Initialization.torch().begin(network(32), STREAM).get("conv.weight");
    Tensor seed = Initialization.torch().begin(network(16), RandomStream.of(6)).get("conv.weight");

    assertTrue(one.bitEquals(other));
    assertFalse(one.bitEquals(seed));
  }

  private static Network network(int classes) {
    NetworkBuilder net = new NetworkBuilder("small");
    Node shift = net.add("shift", new Parameter(Shape.of(64, 1, 1), 0.25, 0));
    Node x = net.add("conv", Conv2d.of(8, 64, 3).withPadding(1).withBias(), net.input());
    x = net.add(new Add(), net.add("bn", BatchNorm2d.of(64), x), shift);
    return net.build(net.add("fc", Linear.of(4096, classes), net.add(new Flatten(), x)));
  }

  /** All lie within the bound, and some of them in its outer tenth. */
  private static void assertFills(double bound, Tensor tensor) {
    float largest = 0;
    for (float value : tensor.toArray()) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertTrue(largest <= (float) bound && largest > 0.9 * bound, largest + " of " + bound);
  }

  private static float[] ofAll(float value) {
    Tensor tensor = Tensor.zeros(64);
    tensor.fill(value);
    return tensor.toArray();
  }
}
