package dev.jacquard.hypernet.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.arch.CellNetwork.Norm;
import dev.jacquard.hypernet.arch.CellNetwork.Stem;
import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Tag("portable")
class CellNetworkTest {
  private static Genotype genotype(CellOperation operation) {
    Cell cell =
        new Cell(
            List.of(new Edge(operation, 0), new Edge(CellOperation.SKIP_CONNECT, 1)), List.of(2));
    return new Genotype(cell, cell);
  }

  private static Tensor logits(Network network, int imageSize) {
    Tensor images = Tensor.zeros(2, 3, imageSize, imageSize);
    RandomStream.of(1).fillNormal(images, 0, 1);
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      return network.forward(
          Initialization.torch().begin(network, RandomStream.of(2)),
          images,
          Run.batchStatistics(),
          compute);
    }
  }

  private static List<String> names(Network network) {
    return network.parameters().stream().map(weight -> weight.name()).toList();
  }

  private static void assertFails(String message, Executable executable) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, executable);
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void everyOperationGivesLogitsWithEveryStem(CellOperation operation) {
    for (Stem stem : Stem.values()) {
      Network network =
          CellNetwork.of(genotype(operation), 4)
              .withChannels(8)
              .withStem(stem)
              .build("cells", 10, 32);

      assertEquals(Shape.of(2, 10), logits(network, 32).shape());
    }
  }

  // The published numbers of parameters of CIFAR-10's DARTS without its auxiliary head, and of the
  // reference's vision transformer.
  @Test
  void wellKnownNetworksHaveTheParametersOfTheReference() {
    assertEquals(
        3_349_342,
        CellNetwork.searched(Genotype.darts(), 32).build("darts", 10, 32).parameterCount());
    assertEquals(1_012_234, CellNetwork.vit().build("vit", 10, 32).parameterCount());
  }

  @Test
  void wellKnownNetworksAreBuiltForLargeImagesToo() {
    for (CellNetwork network :
        List.of(
            CellNetwork.searched(Genotype.darts(), 224),
            CellNetwork.searched(Genotype.pdarts(), 224),
            CellNetwork.vit())) {
      Network built = network.build("large", 1000, 224);

      assertEquals(
          Shape.of(1, 1000), built.shapes(Shape.of(1, 3, 224, 224)).get(built.output().index()));
    }
  }

  @Test
  void whatNothingUsesIsNotThere() {
    Cell cell =
        new Cell(
            List.of(
                new Edge(CellOperation.CONV_1X1, 1),
                new Edge(CellOperation.NONE, 0),
                new Edge(CellOperation.CONV_3X3, 0),
                new Edge(CellOperation.CONV_3X3, 0)),
            List.of(2));
    Network network = CellNetwork.of(new Genotype(cell, cell), 1).build("cells", 10, 32);

    assertFalse(names(network).stream().anyMatch(name -> name.contains("preprocess0")));
    assertFalse(names(network).stream().anyMatch(name -> name.contains("_ops.2")));
    assertTrue(names(network).contains("cells.0._ops.0.op.1.weight"));
  }

  @Test
  void zerosStandForStatesThatAreNotThere() {
    Cell cell =
        new Cell(
            List.of(
                new Edge(CellOperation.NONE, 0),
                new Edge(CellOperation.NONE, 1),
                new Edge(CellOperation.CONV_1X1, 1),
                new Edge(CellOperation.CONV_1X1, 2)),
            List.of(2, 3, 2));
    Network network = CellNetwork.of(new Genotype(cell, cell), 2).build("cells", 10, 32);

    assertEquals(Shape.of(2, 10), logits(network, 32).shape());
    // Three states of 64 channels: C doubles in the second cell.
    assertEquals(
        Shape.of(10, 192), network.parameters().get(network.parameters().size() - 2).shape());
  }

  @Test
  void aNetworkWhoseLastCellGivesNothingIsRefused() {
    Cell nothing =
        new Cell(
            List.of(new Edge(CellOperation.NONE, 0), new Edge(CellOperation.NONE, 1)), List.of(2));

    assertFails(
        "cell network: the last cell gives nothing",
        () -> CellNetwork.of(new Genotype(nothing, nothing), 1).build("cells", 10, 32));
  }

  @Test
  void cellsAreRefusedThatReadWhatIsNotThere() {
    Edge skip = new Edge(CellOperation.SKIP_CONNECT, 0);
    assertFails(
        "cell: edge 1: expected a state from 0 to 1, got 2",
        () -> new Cell(List.of(skip, new Edge(CellOperation.MSA, 2)), List.of(2)));
    assertFails(
        "cell: expected two edges for each step, got 1", () -> new Cell(List.of(skip), List.of(2)));
    assertFails(
        "cell: expected a concat of states from 0 to 2, got [3]",
        () -> new Cell(List.of(skip, skip), List.of(3)));
  }

  @Test
  void whatNetArgsLeaveOutHasItsDefault() throws TensorFileException {
    String genotype =
        "{\"normal\": [[\"skip_connect\", 0], [\"conv_3x3\", 1]], \"normal_concat\": [2],"
            + " \"reduce\": [[\"skip_connect\", 0], [\"max_pool_3x3\", 1]], \"reduce_concat\": [2]}";
    Object bare = Json.parse("{\"genotype\": " + genotype + ", \"n_cells\": 3}");
    CellNetworkJson.Description description = CellNetworkJson.of("net", bare);
    CellNetwork network = description.network();

    assertEquals(CellNetwork.of(network.genotype(), 3), network);
    assertEquals(Optional.empty(), description.classes());

    Object wrapped =
        Json.parse(
            "{\"net_args\": {\"genotype\": "
                + genotype
                + ", \"n_cells\": 3, \"norm\": null}, \"num_classes\": 7,"
                + " \"is_imagenet_input\": true}");
    description = CellNetworkJson.of("net", wrapped);
    assertEquals(Norm.NONE, description.network().norm());
    assertEquals(Optional.of(7), description.classes());
    assertEquals(Optional.of(224), description.imageSize());
  }

  @Test
  void netArgsAreReadAsTheyWereWritten() throws TensorFileException {
    CellNetwork network =
        CellNetwork.searched(Genotype.pdarts(), 224).withChannels(24).withFinalWidth(64);
    String text = Json.format(CellNetworkJson.netArgs(network));

    assertEquals(network, CellNetworkJson.of("net", Json.parse(text)).network());
  }

  @Test
  void netArgsOfUnknownMeaningAreRefused() {
    assertFails(
        "net: genotype: expected an object, got nothing",
        () -> CellNetworkJson.of("net", Json.parse("{\"n_cells\": 3}")));
    assertFails(
        "operation 'conv_9x9': expected one of none, max_pool_3x3, avg_pool_3x3, skip_connect,"
            + " sep_conv_3x3, sep_conv_5x5, dil_conv_3x3, dil_conv_5x5, conv_1x1, conv_7x1_1x7,"
            + " conv_3x3, conv_5x5, conv_7x7, msa, cse",
        () -> CellOperation.of("conv_9x9"));
  }
}
