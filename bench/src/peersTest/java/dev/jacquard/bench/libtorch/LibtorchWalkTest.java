package dev.jacquard.bench.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import java.util.List;
import java.util.function.IntFunction;
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
 *
 * <p>Sampled networks use the statistics of the batch. Models use running statistics: with those of
 * a small batch, an initialised ResNet-50 magnifies rounding errors so much that libtorch's own
 * gradients are off by a tenth in float32, and nothing could be told from them.
 */
class LibtorchWalkTest {
  private static final int SAMPLES = 50;
  private static final int SAMPLE_CHANNELS = 8;
  private static final int CLASSES = 10;
  private static final int SAMPLE_BATCH = 4;
  private static final int MODEL_BATCH = 2;
  private static final int DRAWS = 5;

  /** Small, but not so small that batch norms behind the last stride see few values. */
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
    Parameters parameters = begin(network);
    assertAgreement(draw -> Task.of(network, parameters, SAMPLE_BATCH, IMAGE_SIZE, CLASSES, draw));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelComputesTheSame(String name) {
    int size = name.equals("inception_v3") ? INCEPTION_SIZE : IMAGE_SIZE;
    Network network = Models.build(name, CLASSES, size);
    Parameters parameters = begin(network);
    assertAgreement(
        draw ->
            Task.of(network, parameters, MODEL_BATCH, size, CLASSES, draw).withRunningStatistics());
  }

  private static Parameters begin(Network network) {
    return Initialization.torch().begin(network, RandomStream.of(1));
  }

  private static void assertAgreement(IntFunction<Task> tasks) {
    List<String> differences = List.of("not computed");
    for (int draw = 0; draw < DRAWS && !differences.isEmpty(); draw++) {
      differences = differences(tasks.apply(draw));
    }
    assertEquals(List.of(), differences);
  }

  private static List<String> differences(Task task) {
    Outcome own;
    try (Compute compute = Compute.open()) {
      own = Outcome.byJacquard(compute, task);
    }
    Outcome rounded = Outcome.byLibtorch(task, torch.ScalarType.Float);
    List<String> differences = own.differencesFrom(rounded, Tolerances.usual(rounded));
    if (differences.isEmpty()) {
      return differences;
    }
    Outcome exact = Outcome.byLibtorch(task, torch.ScalarType.Double);
    return Tolerances.widened(rounded, exact)
        .map(tolerances -> own.differencesFrom(exact, tolerances))
        .orElse(List.of("libtorch itself is far off in float32"));
  }
}
