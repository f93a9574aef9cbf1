package dev.jacquard.nn.optim;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OptimizerTest {
  private static final List<Supplier<Optimizer>> ALL =
      List.of(
          () -> Sgd.of(0, 0.01),
          () -> Sgd.of(0.9, 0.01),
          () -> Sgd.nesterov(0.9, 0.01),
          () -> Adam.of(0.01),
          () -> Adam.decoupled(0.01));

  /*
   * Ten steps from PyTorch 1.13, with O one of the optimisers named at each test:
   *
   * p = torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5, 3.0]))
   * o = O([p], lr=0.1, ...)
   * for t in range(10):
   *     p.grad = torch.tensor([0.5 - 0.25 * t, 0.125 * t - 1, 0.0625 * t * t, -2.0])
   *     o.step()
   * print(['%.9g' % v for v in p.tolist()])
   */

  private static void assertTenSteps(Optimizer optimizer, float... expected) {
    Tensor p = Tensor.of(Shape.of(4), 1, -2, 0.5f, 3);
    try (Compute compute = Compute.open(Backend.AUTO, 1)) {
      for (int t = 0; t < 10; t++) {
        Tensor g = Tensor.of(Shape.of(4), 0.5f - 0.25f * t, 0.125f * t - 1, 0.0625f * t * t, -2);
        optimizer.step(compute, Map.of("p", p), Map.of("p", g), 0.1);
      }
    }
    // Ten steps, each rounded a few times at values up to 12.
    assertArrayEquals(expected, p.toArray(), 5e-6f);
  }

  /** SGD(). */
  @Test
  void plainDescentIsPyTorchs() {
    assertTenSteps(Sgd.of(0, 0), 1.625f, -1.5625f, -1.28125f, 4.99999905f);
  }

  /** SGD(weight_decay=0.01). */
  @Test
  void weightDecayIsPyTorchs() {
    assertTenSteps(Sgd.of(0, 0.01), 1.61429429f, -1.54558039f, -1.28285706f, 4.96115875f);
  }

  /** SGD(momentum=0.9), without and with weight_decay=0.01. */
  @Test
  void momentumIsPyTorchs() {
    assertTenSteps(Sgd.of(0.9, 0), 2.33568215f, 0.435738266f, -3.95250821f, 11.2762108f);
    assertTenSteps(Sgd.of(0.9, 0.01), 2.29697394f, 0.489614993f, -3.95936418f, 11.0811262f);
  }

  /** SGD(momentum=0.9, nesterov=True), without and with weight_decay=0.01. */
  @Test
  void nesterovsMomentumIsPyTorchs() {
    assertTenSteps(Sgd.nesterov(0.9, 0), 2.82711411f, 0.629664421f, -5.28850698f, 12.4485893f);
    assertTenSteps(Sgd.nesterov(0.9, 0.01), 2.78082848f, 0.679338038f, -5.28479385f, 12.1926947f);
  }

  /** Adam(), and Adam(betas=(0.8, 0.95), eps=1e-3). */
  @Test
  void adamIsPyTorchs() {
    assertTenSteps(Adam.of(0), 1.07292378f, -1.12982666f, -0.252945483f, 3.99999905f);
    assertTenSteps(
        Adam.of(0.8, 0.95, 1e-3, 0), 1.18558967f, -1.17915308f, -0.327127755f, 3.99950075f);
  }

  /** Adam(weight_decay=0.01). */
  @Test
  void adamsWeightDecayGoesThroughTheMoments() {
    assertTenSteps(Adam.of(0.01), 1.06261075f, -1.12639594f, -0.360733151f, 3.99983621f);
  }

  /** AdamW(), and AdamW(weight_decay=0.1). */
  @Test
  void adamWsWeightDecayGoesPastTheMoments() {
    assertTenSteps(Adam.decoupled(0.01), 1.06461537f, -1.11418092f, -0.25506115f, 3.96564579f);
    assertTenSteps(Adam.decoupled(0.1), 0.993114293f, -0.980198801f, -0.272713363f, 3.66932511f);
  }

  private static Map<String, Tensor> random(String what) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    // Long enough to be spread over threads.
    for (Map.Entry<String, Integer> entry :
        List.of(Map.entry("weight", 70_001), Map.entry("bias", 7))) {
      Tensor tensor = Tensor.zeros(entry.getValue());
      RandomStream.of(5).split(what).split(entry.getKey()).fillUniform(tensor, -1, 1);
      tensors.put(entry.getKey(), tensor);
    }
    return tensors;
  }

  private static void steps(
      Optimizer optimizer, int threads, Map<String, Tensor> parameters, int from, int to) {
    try (Compute compute = Compute.open(Backend.AUTO, threads)) {
      for (int t = from; t < to; t++) {
        optimizer.step(compute, parameters, random("gradient " + t), 0.01);
      }
    }
  }

  private static void assertSameBits(Map<String, Tensor> expected, Map<String, Tensor> got) {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(got.keySet()));
    expected.forEach(
        (name, tensor) -> assertTrue(tensor.bitEquals(requireNonNull(got.get(name))), name));
  }

  @Test
  void oneThreadAndTwoGiveTheSameBits() {
    for (Supplier<Optimizer> kind : ALL) {
      Map<String, Tensor> alone = random("parameters");
      steps(kind.get(), 1, alone, 0, 3);
      Map<String, Tensor> shared = random("parameters");
      steps(kind.get(), 2, shared, 0, 3);
      assertSameBits(alone, shared);
    }
  }

  @Test
  void aRestoredOptimiserGoesOnAsIfThereHadBeenNoBreak() {
    for (Supplier<Optimizer> kind : ALL) {
      Map<String, Tensor> straight = random("parameters");
      Optimizer first = kind.get();
      steps(first, 1, straight, 0, 5);

      Map<String, Tensor> broken = random("parameters");
      Optimizer before = kind.get();
      steps(before, 1, broken, 0, 2);
      Map<String, Tensor> state = before.state();
      steps(before, 1, random("parameters"), 2, 3);
      Optimizer after = kind.get();
      after.restore(state, broken);
      steps(after, 1, broken, 2, 5);

      assertSameBits(straight, broken);
      assertSameBits(first.state(), after.state());
    }
  }

  @Test
  void stateHasPyTorchsWordsAndTheParametersNames() {
    Map<String, Tensor> parameters = random("parameters");
    Optimizer sgd = Sgd.of(0.9, 0);
    Optimizer adam = Adam.of(0);
    steps(sgd, 1, parameters, 0, 2);
    steps(adam, 1, parameters, 0, 2);

    assertEquals(Set.of("momentum_buffer.weight", "momentum_buffer.bias"), sgd.state().keySet());
    assertEquals(
        Set.of(
            "exp_avg.weight",
            "exp_avg_sq.weight",
            "step.weight",
            "exp_avg.bias",
            "exp_avg_sq.bias",
            "step.bias"),
        adam.state().keySet());
    assertEquals(2, requireNonNull(adam.state().get("step.bias")).item());
  }

  @Test
  void descentWithoutMomentumRemembersNothing() {
    Optimizer sgd = Sgd.of(0, 0.1);
    steps(sgd, 1, random("parameters"), 0, 2);
    assertEquals(Map.of(), sgd.state());
  }

  @Test
  void aParameterWithoutGradientIsLeftAlone() {
    for (Supplier<Optimizer> kind : ALL) {
      Optimizer optimizer = kind.get();
      Map<String, Tensor> parameters = random("parameters");
      steps(optimizer, 1, parameters, 0, 1);
      Tensor bias = requireNonNull(parameters.get("bias")).copy();
      Map<String, Tensor> state = optimizer.state();
      state.keySet().removeIf(key -> key.endsWith("weight"));

      Map<String, Tensor> gradients = random("gradient");
      gradients.remove("bias");
      try (Compute compute = Compute.open(Backend.AUTO, 1)) {
        optimizer.step(compute, parameters, gradients, 0.1);
      }

      assertTrue(bias.bitEquals(requireNonNull(parameters.get("bias"))));
      Map<String, Tensor> later = optimizer.state();
      later.keySet().removeIf(key -> key.endsWith("weight"));
      assertSameBits(state, later);
    }
  }

  /** Adam's first step is the learning rate in the gradient's direction, whenever it comes. */
  @Test
  void adamCountsTheStepsOfEachParameter() {
    Adam adam = Adam.of(0);
    Map<String, Tensor> parameters = Map.of("early", Tensor.scalar(0), "late", Tensor.scalar(0));
    try (Compute compute = Compute.open(Backend.AUTO, 1)) {
      adam.step(compute, parameters, Map.of("early", Tensor.scalar(3)), 0.1);
      adam.step(compute, parameters, Map.of("late", Tensor.scalar(3)), 0.1);
    }
    assertEquals(-0.1, requireNonNull(parameters.get("late")).item(), 1e-7);
  }

  /** A count at the end of a float's whole numbers stays there. */
  @Test
  void theCountOfStepsDoesNotRunOver() {
    Adam adam = Adam.of(0);
    Map<String, Tensor> one = Map.of("p", Tensor.scalar(0));
    adam.restore(
        Map.of(
            "exp_avg.p", Tensor.scalar(0),
            "exp_avg_sq.p", Tensor.scalar(0),
            "step.p", Tensor.scalar(16777216)),
        one);
    try (Compute compute = Compute.open(Backend.AUTO, 1)) {
      adam.step(compute, one, Map.of("p", Tensor.scalar(1)), 0.1);
    }
    assertEquals(16777216, requireNonNull(adam.state().get("step.p")).item());
  }

  @Test
  void partsOfAnArrayAreChangedAlone() {
    for (Supplier<Optimizer> kind : ALL) {
      float[] data = {5, 1, 1, 5};
      Tensor p = Tensor.view(Shape.of(2), data, 1);
      Tensor g = Tensor.view(Shape.of(2), new float[] {9, 9, 9, 2, -2}, 3);
      try (Compute compute = Compute.open(Backend.AUTO, 1)) {
        kind.get().step(compute, Map.of("p", p), Map.of("p", g), 0.1);
      }
      assertEquals(5, data[0]);
      assertEquals(5, data[3]);
      assertTrue(data[1] < 1 && data[2] > 1);
    }
  }

  @Test
  void gradientsThatDoNotFitAreRefusedBeforeAnythingChanges() {
    for (Supplier<Optimizer> kind : ALL) {
      Optimizer optimizer = kind.get();
      Map<String, Tensor> parameters = random("parameters");
      Map<String, Tensor> unknown = random("gradient");
      unknown.put("scale", Tensor.scalar(1));
      Map<String, Tensor> other = random("gradient");
      other.put("bias", Tensor.zeros(7, 1));
      try (Compute compute = Compute.open(Backend.AUTO, 1)) {
        assertRefused(
            "scale: a gradient, but no parameter of this name",
            () -> optimizer.step(compute, parameters, unknown, 0.1));
        assertRefused(
            "bias, gradient: expected [7], got [7, 1]",
            () -> optimizer.step(compute, parameters, other, 0.1));
        assertRefused(
            "learning rate: expected 0 or more, finite, got NaN",
            () -> optimizer.step(compute, parameters, random("gradient"), Double.NaN));
      }
      assertSameBits(random("parameters"), parameters);
      assertEquals(Map.of(), optimizer.state());
    }
  }

  @Test
  void aParameterThatChangesItsShapeIsRefused() {
    Optimizer sgd = Sgd.of(0.9, 0);
    try (Compute compute = Compute.open(Backend.AUTO, 1)) {
      sgd.step(compute, Map.of("p", Tensor.zeros(2)), Map.of("p", Tensor.zeros(2)), 0.1);
      assertRefused(
          "momentum_buffer.p: expected [3], got [2]",
          () -> sgd.step(compute, Map.of("p", Tensor.zeros(3)), Map.of("p", Tensor.zeros(3)), 0.1));
    }
  }

  @Test
  void statesThatDoNotFitAreRefused() {
    Map<String, Tensor> parameters = Map.of("p", Tensor.zeros(2));
    Tensor two = Tensor.zeros(2);
    assertRefused(
        "exp_avg.p: expected the state of an optimiser that keeps [momentum_buffer] of a parameter",
        () -> Sgd.of(0.9, 0).restore(Map.of("exp_avg.p", two), parameters));
    assertRefused(
        "p: expected the state of an optimiser that keeps [] of a parameter",
        () -> Sgd.of(0, 0).restore(Map.of("p", two), parameters));
    assertRefused(
        "momentum_buffer.q.r: there is no parameter q.r",
        () -> Sgd.of(0.9, 0).restore(Map.of("momentum_buffer.q.r", two), parameters));
    assertRefused(
        "momentum_buffer.p: expected [2], got [3]",
        () -> Sgd.of(0.9, 0).restore(Map.of("momentum_buffer.p", Tensor.zeros(3)), parameters));
    assertRefused(
        "exp_avg.p: exp_avg_sq.p is missing",
        () -> Adam.of(0).restore(Map.of("exp_avg.p", two), parameters));
    assertRefused(
        "step.p: expected a whole number from 1 to 16777216, got 1.5",
        () -> Adam.of(0).restore(Map.of("step.p", Tensor.scalar(1.5f)), parameters));
  }

  @Test
  void aRefusedStateChangesNothing() {
    Optimizer sgd = Sgd.of(0.9, 0);
    Map<String, Tensor> parameters = random("parameters");
    steps(sgd, 1, parameters, 0, 1);
    Map<String, Tensor> before = sgd.state();
    Map<String, Tensor> wrong = new LinkedHashMap<>();
    wrong.put("momentum_buffer.bias", Tensor.zeros(7));
    wrong.put("momentum_buffer.weight", Tensor.zeros(7));
    assertThrows(IllegalArgumentException.class, () -> sgd.restore(wrong, parameters));
    assertSameBits(before, sgd.state());
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertRefused("momentum: expected above 0 for Nesterov's, got 0.0", () -> Sgd.nesterov(0, 0.1));
    assertRefused("momentum: expected 0 or more, finite, got -0.5", () -> Sgd.of(-0.5, 0));
    assertRefused("weight decay: expected 0 or more, finite, got -1.0", () -> Sgd.of(0, -1));
    assertRefused("beta1: expected 0 or more, below 1, got 1.0", () -> Adam.of(1, 0.999, 1e-8, 0));
    assertRefused(
        "beta2: expected 0 or more, below 1, got NaN",
        () -> Adam.decoupled(0.9, Double.NaN, 1e-8, 0));
    assertRefused("eps: expected 0 or more, finite, got -1.0", () -> Adam.of(0.9, 0.999, -1, 0));
    assertRefused(
        "weight decay: expected 0 or more, finite, got Infinity",
        () -> Adam.decoupled(Double.POSITIVE_INFINITY));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
