package dev.jacquard.nn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.ParameterVars;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Plan;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.TensorPool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training steps of whole networks. */
class WholeNetworkGradientsTest {
  private static final RandomStream STREAM = RandomStream.of(11);
  private static final int IMAGES = 4;
  private static final int[] LABELS = {3, 1, 4, 9};

  /**
   * The gradients' sum along a direction against the difference of the loss along it. Each
   * parameter's part of the direction is noise with the norm of its gradient, so that no parameter
   * drowns the others; the step makes the loss change by about 0.001.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet18",
        "mobilenet_v3_small",
        "squeezenet1_1",
        "densenet121",
        "googlenet",
        "convnext_tiny"
      })
  void gradientsEqualDifferencesOfTheLossAlongADirection(String name) {
    Network network = Models.build(name, 10, 32);
    Parameters parameters = Initialization.torch().begin(network, STREAM);
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      Parameters gradients = gradients(network, parameters, compute);
      Parameters direction = direction(network, gradients);
      double slope = 0;
      for (String parameter : gradients.asMap().keySet()) {
        slope += dot(gradients.get(parameter), direction.get(parameter));
      }

      double step = 0.0005 / Math.abs(slope);
      Parameters ahead = moved(parameters, direction, step);
      Parameters behind = moved(parameters, direction, -step);
      // What float32 made of the way: small parts of the direction get lost in large values.
      double expected = 0;
      for (String parameter : gradients.asMap().keySet()) {
        Tensor gradient = gradients.get(parameter);
        expected += dot(gradient, ahead.get(parameter)) - dot(gradient, behind.get(parameter));
      }
      double actual = loss(network, ahead, compute) - loss(network, behind, compute);
      assertEquals(expected, actual, 0.02 * Math.abs(expected));
    }
  }

  @Test
  void aStepIsTheSameWithAndWithoutReuseOfBuffers() {
    Network network = Models.build("resnet18", 10, 32);
    Parameters parameters = Initialization.torch().begin(network, STREAM);
    try (Compute reusing = Compute.open(Backend.AUTO, 2);
        Compute fresh = Compute.open(Backend.AUTO, 2, TensorPool.withoutReuse())) {
      Parameters one = gradients(network, parameters, reusing);
      // The second step works in buffers of the first.
      Parameters two = gradients(network, parameters, reusing);
      Parameters other = gradients(network, parameters, fresh);

      for (String parameter : one.asMap().keySet()) {
        assertTrue(one.get(parameter).bitEquals(other.get(parameter)), parameter);
        assertTrue(two.get(parameter).bitEquals(other.get(parameter)), parameter);
      }
    }
  }

  @Test
  void aStepNeedsAtMostHalfAsMuchAgainAsItsValues() {
    Network network = Models.build("resnet18", 10, 32);
    Parameters parameters = Initialization.torch().begin(network, STREAM);
    Tensor images = Tensor.zeros(16, 3, 32, 32);
    STREAM.fillNormal(images, 0, 1);
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      try (Tape tape = new Tape(compute)) {
        ParameterVars leaves = ParameterVars.leaves(tape, parameters);
        Var logits =
            network.forward(leaves, tape.constant(images), Run.training(STREAM.split("dropping")));
        tape.backward(CrossEntropy.crossEntropy(logits, new int[16], 0));
      }
      long values = Plan.of(network, images.shape(), Run.batchStatistics()).activationBytes();
      long weights = network.parameterCount() * Float.BYTES;

      long needed = compute.pool().bytes() + weights;
      assertTrue(
          needed <= 1.5 * (values + 2 * weights),
          needed + " bytes; activations " + values + ", parameters " + weights);
    }
  }

  private static Parameters gradients(Network network, Parameters parameters, Compute compute) {
    try (Tape tape = new Tape(compute)) {
      ParameterVars leaves = ParameterVars.leaves(tape, parameters);
      Var logits = network.forward(leaves, tape.constant(images()), Run.batchStatistics());
      tape.backward(CrossEntropy.crossEntropy(logits, LABELS, 0));
      Map<String, Tensor> copies = new LinkedHashMap<>();
      leaves.gradients().forEach((name, gradient) -> copies.put(name, gradient.copy()));
      return Parameters.of(network, copies);
    }
  }

  /** The loss from float32 logits, in double. */
  private static double loss(Network network, Parameters parameters, Compute compute) {
    Tensor logits = network.forward(parameters, images(), Run.batchStatistics(), compute);
    double sum = 0;
    for (int n = 0; n < IMAGES; n++) {
      double exponentials = 0;
      for (int k = 0; k < 10; k++) {
        exponentials += Math.exp(logits.get(n, k));
      }
      sum += Math.log(exponentials) - logits.get(n, LABELS[n]);
    }
    return sum / IMAGES;
  }

  private static Tensor images() {
    Tensor images = Tensor.zeros(Shape.of(IMAGES, 3, 32, 32));
    STREAM.split("images").fillNormal(images, 0, 1);
    return images;
  }

  private static Parameters direction(Network network, Parameters gradients) {
    Map<String, Tensor> direction = new LinkedHashMap<>();
    gradients
        .asMap()
        .forEach(
            (name, gradient) -> {
              Tensor part = Tensor.zeros(gradient.shape());
              STREAM.split(name).fillNormal(part, 0, 1);
              double scale = Math.sqrt(dot(gradient, gradient) / dot(part, part));
              for (int i = 0; i < part.size(); i++) {
                // Half noise, half gradient: a slope of noise alone may vanish.
                part.data()[i] = (float) (scale * part.data()[i] + gradient.data()[i]);
              }
              direction.put(name, part);
            });
    return Parameters.of(network, direction);
  }

  private static Parameters moved(Parameters parameters, Parameters direction, double step) {
    Parameters moved = parameters.copy();
    direction
        .asMap()
        .forEach(
            (name, part) -> {
              float[] values = moved.get(name).data();
              for (int i = 0; i < part.size(); i++) {
                values[i] += (float) (step * part.data()[i]);
              }
            });
    return moved;
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.data()[a.offset() + i] * b.data()[b.offset() + i];
    }
    return sum;
  }
}
