package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.tensor.Shape;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NetworkBenchmarkTest {
  private final Flops flops = new Flops();
  private final Images images = new Images();

  private static NetworkStepOperands stepOperands(String network, int batch) {
    NetworkStepOperands operands = new NetworkStepOperands();
    operands.network = network;
    operands.batch = batch;
    operands.make();
    return operands;
  }

  @Test
  void aStepGivesEveryParameterAGradient() throws IOException {
    NetworkStepOperands o = stepOperands("resnet18@8", 2);
    NetworkStepBenchmark benchmark = new NetworkStepBenchmark();
    benchmark.label(o);
    int parameters = o.built.parameters().size();
    OneCall.of(benchmark, () -> assertEquals(parameters, benchmark.step(o, flops, images).size()));
  }

  @Test
  void aForwardPassGivesLogits() throws IOException {
    NetworkForwardOperands o = new NetworkForwardOperands();
    o.network = "mobilenet_v2@16";
    o.batch = 2;
    o.make();
    NetworkForwardBenchmark benchmark = new NetworkForwardBenchmark();
    benchmark.begin(o);
    int logits = 2 * SizedNetwork.CLASSES;
    OneCall.of(benchmark, () -> assertEquals(logits, benchmark.forward(o, flops, images).size()));
  }

  @Test
  void aStepCountsItsImagesAndThriceTheMultiplyAddsOfTheForwardPass() throws IOException {
    NetworkStepOperands o = stepOperands("alexnet", 1);
    NetworkStepBenchmark benchmark = new NetworkStepBenchmark();
    benchmark.label(o);
    OneCall.of(benchmark, () -> benchmark.step(o, flops, images));
    assertEquals(1, images.image);
    assertEquals(6e-9 * o.built.multiplyAdds(Shape.of(1, 3, 32, 32)), flops.gflop, 1e-9);
  }
}
