package dev.jacquard.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.nn.network.NormStatistics;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.nn.optim.Sgd;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Training against PyTorch 1.13:
 *
 * <pre>
 * net = Sequential(Conv2d(3, 8, 3, padding=1, bias=False), BatchNorm2d(8), ReLU(),
 *                  MaxPool2d(2), Flatten(), Linear(128, 4))
 * for k, p in enumerate(net.parameters()):
 *     p.data = (0.3 * cos(0.7 * arange(p.numel()) + k)).float().view_as(p)
 * x = sin(0.37 * arange(6 * 3 * 64)).float().view(6, 3, 8, 8); t = tensor([0, 1, 2, 3, 0, 1])
 * opt = SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4)
 * 4 times: loss = cross_entropy(net(x), t); loss.backward(); opt.step()
 * net.eval(); cross_entropy(net(x), t)
 * </pre>
 */
class TrainerTest {
  private static final int[] LABELS = {0, 1, 2, 3, 0, 1};

  @Test
  void lossesOfFourStepsEqualPyTorchs() {
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      Trainer trainer = trainer(network(0), 0.1);
      double[] losses = losses(trainer, compute, 4);

      assertArrayEquals(new double[] {1.6531092, 1.4738334, 1.3316137, 1.2663394}, losses, 2e-6);
    }
  }

  @Test
  void runningStatisticsAfterFourStepsEqualPyTorchs() {
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      Trainer trainer = trainer(network(0), 0.1);
      losses(trainer, compute, 4);

      NormStatistics norm = trainer.state().statistics().orElseThrow().get("bn");
      assertArrayEquals(
          new float[] {
            -0.000178f, -0.000323f, -0.000545f, -0.000756f,
            -0.000758f, -0.000913f, -0.001073f, -0.001207f
          },
          norm.mean().toArray(),
          2e-6f);
      assertArrayEquals(
          new float[] {
            1.069522f, 1.074719f, 1.091634f, 1.092130f, 1.087376f, 1.100124f, 1.095579f, 1.104224f
          },
          norm.variance().toArray(),
          2e-6f);
      assertEquals(4, norm.batches());
    }
  }

  @Test
  void evaluationAfterFourStepsEqualsPyTorchs() {
    try (Compute compute = Compute.open(Backend.SCALAR, 1);
        Tape tape = new Tape(compute)) {
      Network network = network(0);
      Trainer trainer = trainer(network, 0.1);
      losses(trainer, compute, 4);
      StateDict state = trainer.state();

      Tensor logits =
          network.forward(
              state.parameters(),
              images(),
              Run.evaluation(state.statistics().orElseThrow()),
              compute);
      double loss = CrossEntropy.crossEntropy(tape.constant(logits), LABELS, 0).value().item();
      assertEquals(1.2376683, loss, 2e-6);
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsOnOneAndTwoThreads() {
    List<double[]> runs = new ArrayList<>();
    for (int threads : new int[] {1, 2, 2}) {
      try (Compute compute = Compute.open(Backend.AUTO, threads)) {
        runs.add(losses(trainer(network(0.5), 0.1), compute, 5));
      }
    }

    assertArrayEquals(runs.get(0), runs.get(1));
    assertArrayEquals(runs.get(0), runs.get(2));
  }

  @Test
  void everyStepDropsOtherValues() {
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      double[] losses = losses(trainer(network(0.5), 0), compute, 2);

      assertTrue(losses[0] != losses[1]);
    }
  }

  @Test
  void aLossThatIsNotFiniteStopsBeforeTheUpdate() {
    Network network = network(0);
    Parameters parameters = parameters(network);
    parameters.get("fc.bias").set(Float.NaN, 0);
    Tensor before = parameters.get("conv.weight").copy();
    Trainer trainer = trainer(network, parameters, 0.1);
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      LossNotFiniteException e =
          assertThrows(LossNotFiniteException.class, () -> trainer.step(compute, images(), LABELS));

      assertEquals(
          "small: step 0: the loss is NaN, expected a finite one; a smaller learning rate may help",
          e.getMessage());
    }
    assertTrue(before.bitEquals(parameters.get("conv.weight")));
    NormStatistics norm = trainer.state().statistics().orElseThrow().get("bn");
    assertEquals(0, norm.batches());
    assertArrayEquals(new float[8], norm.mean().toArray());
  }

  private static Network network(double dropout) {
    NetworkBuilder net = new NetworkBuilder("small");
    Node x = net.add("conv", Conv2d.of(3, 8, 3).withPadding(1), net.input());
    x = net.relu(net.add("bn", BatchNorm2d.of(8), x));
    x = net.add(new Flatten(), net.add(MaxPool2d.of(2, 2), x));
    x = net.add(new Dropout(dropout), x);
    return net.build(net.add("fc", Linear.of(128, 4), x));
  }

  private static Parameters parameters(Network network) {
    Parameters parameters = Parameters.zeros(network);
    int k = 0;
    for (Tensor tensor : parameters.asMap().values()) {
      for (int i = 0; i < tensor.size(); i++) {
        tensor.data()[i] = (float) (0.3 * Math.cos(0.7 * i + k));
      }
      k++;
    }
    return parameters;
  }

  private static Tensor images() {
    Tensor images = Tensor.zeros(6, 3, 8, 8);
    for (int i = 0; i < images.size(); i++) {
      images.data()[i] = (float) Math.sin(0.37 * i);
    }
    return images;
  }

  private static Trainer trainer(Network network, double learningRate) {
    return trainer(network, parameters(network), learningRate);
  }

  private static Trainer trainer(Network network, Parameters parameters, double learningRate) {
    return new Trainer(
        network,
        new StateDict(parameters, RunningStatistics.initial(network)),
        Sgd.of(0.9, 5e-4),
        LearningRate.constant(learningRate),
        RandomStream.of(3));
  }

  private static double[] losses(Trainer trainer, Compute compute, int steps) {
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      losses[i] = trainer.step(compute, images(), LABELS).loss();
    }
    return losses;
  }
}
