package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Shape;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NetworkBenchmarkTest {
  private final Flops flops = new Flops();
  private final Images images = new Images();

  @Test
  void aStepGivesEveryParameterAGradient() throws IOException {
    NetworkStepBenchmark benchmark = new NetworkStepBenchmark();
    benchmark.network = "resnet18@8";
    benchmark.batch = 2;
    int parameters = SizedNetwork.of(benchmark.network).network().parameters().size();
    OneCall.of(benchmark, () -> assertEquals(parameters, benchmark.step(flops, images).size()));
  }

  @Test
  void aForwardPassGivesLogits() throws IOException {
    NetworkForwardBenchmark benchmark = new NetworkForwardBenchmark();
    benchmark.network = "mobilenet_v2@16";
    benchmark.batch = 2;
    int logits = 2 * SizedNetwork.CLASSES;
    OneCall.of(benchmark, () -> assertEquals(logits, benchmark.forward(flops, images).size()));
  }

  @Test
  void aStepCountsItsImagesAndThriceTheMultiplyAddsOfTheForwardPass() throws IOException {
    NetworkStepBenchmark benchmark = new NetworkStepBenchmark();
    benchmark.network = "alexnet";
    benchmark.batch = 1;
    Network network = SizedNetwork.of(benchmark.network).network();
    OneCall.of(benchmark, () -> benchmark.step(flops, images));
    assertEquals(1, images.image);
    assertEquals(6e-9 * network.multiplyAdds(Shape.of(1, 3, 32, 32)), flops.gflop, 1e-9);
  }
}
