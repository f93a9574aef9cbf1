package dev.jacquard.bench.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Compute;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks compute with libtorch what they compute here: as {@link Tolerances} say of float32 on
 * both sides or, where a network magnifies rounding errors, about as exactly as libtorch does.
 *
 * <p>Where the input of a rectifier is 0 but for rounding, or two pixels of a window are equal but
 * for it, the slope that one side takes is not the other's, and a hundred gradients differ by a
 * hundredth though both sides are right. It happens to some networks on some images, so that a
 * network is tried on several and has to agree on one: what is computed wrongly agrees on none.
 */
class LibtorchWalkTest {
  private static final int SAMPLES = 50;
  private static final int SAMPLE_CHANNELS = 8;
  private static final int CLASSES = 10;
  private static final int BATCH = 4;
  private static final int DRAWS = 5;

  /** Small, but not so small that the batch norms behind the last stride see a few values only. */
  private static final int IMAGE_SIZE = 32;

  /** The smallest images that Inception's stem leaves anything of. */
  private static final int INCEPTION_SIZE = 75;

  @BeforeAll
  static void open() {
    Libtorch.open(Runtime.getRuntime().availableProcessors());
  }

  static LongStream samples() {
    return LongStream.range(0, SAMPLES);
  }

  static Stream<String> models() {
    return Models.names().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampledNetworkComputesTheSame(long index) {
    Network network =
        ArchitectureSampler.of(Split.TRAIN, 0)
            .network(index)
            .withChannels(SAMPLE_CHANNELS)
            .build("sample:" + index, CLASSES, IMAGE_SIZE);
    assertAgreement(network, IMAGE_SIZE);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelComputesTheSame(String name) {
    int size = name.equals("inception_v3") ? INCEPTION_SIZE : IMAGE_SIZE;
    assertAgreement(Models.build(name, CLASSES, size), size);
  }

  private static void assertAgreement(Network network, int size) {
    List<String> differences = List.of("not computed");
    for (int draw = 0; draw < DRAWS && !differences.isEmpty(); draw++) {
      differences = differences(Task.of(network, BATCH, size, CLASSES, draw));
    }
    assertEquals(List.of(), differences, network.name());
  }

  private static List<String> differences(Task task) {
    Outcome own;
    try (Compute compute = Compute.open()) {
      own = Outcome.byJacquard(compute, task);
    }
    Outcome rounded = Outcome.byLibtorch(task, torch.ScalarType.Float);
    List<String> differences =
        own.differencesFrom(rounded, Tolerances.usual(task.network(), rounded));
    if (differences.isEmpty()) {
      return differences;
    }
    Outcome exact = Outcome.byLibtorch(task, torch.ScalarType.Double);
    return own.differencesFrom(exact, Tolerances.widened(task.network(), rounded, exact));
  }
}
