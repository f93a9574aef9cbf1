package dev.jacquard.hypernet.ghn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.Genotype;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class GhnTest {
  private static final RandomStream STREAM = RandomStream.of(5);

  private static Prediction predict(Ghn ghn, Network network) {
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      return ghn.predict(network, STREAM, compute);
    }
  }

  /**
   * A network with input channels on which the published decoder fails, and an oversized kernel.
   */
  private static Network awkward(int classes) {
    NetworkBuilder net = new NetworkBuilder("awkward");
    Node x = net.add("a", Conv2d.of(3, 5, 7).withPadding(3), net.input());
    x = net.add("b", Conv2d.of(5, 7, 1).withBias(), x);
    x = net.add(new Multiply(), x, net.add("scale", new Parameter(Shape.of(7, 1, 1), 2, 0)));
    return net.build(net.add("fc", Linear.of(7 * 16, classes), net.add(new Flatten(), x)));
  }

  @Test
  void everyModelGetsAllItsParametersFromEveryKindOfHypernetwork() {
    for (Processing processing : Processing.values()) {
      for (Decoding decoding : Decoding.values()) {
        Ghn ghn = TinyGhn.of(TinyGhn.config(processing, decoding));
        for (String model : List.of("squeezenet1_1", "mobilenet_v3_small", "efficientnet_b0")) {
          Prediction prediction = predict(ghn, Models.build(model, 10, 32));

          assertEquals(List.of(), prediction.unpredicted(), model);
          for (Tensor tensor : prediction.parameters().asMap().values()) {
            for (float value : tensor.toArray()) {
              assertTrue(Float.isFinite(value), model);
            }
          }
        }
      }
    }
  }

  @Test
  void whatNoNodeStandsForKeepsItsInitialValueAndIsNamed() {
    Prediction prediction = predict(TinyGhn.of(TinyGhn.config()), awkward(10));

    assertEquals(List.of("scale"), prediction.unpredicted());
    assertEquals(2, prediction.parameters().get("scale").get(6, 0, 0));
  }

  @Test
  void blocksAreCropsOfTheFullDecoding() {
    Tensor nodes = Tensor.zeros(3, 8);
    STREAM.fillNormal(nodes, 0, 1);
    try (Compute compute = Compute.open(Backend.SCALAR, 1);
        Tape tape = new Tape(compute)) {
      for (Decoding decoding : Decoding.values()) {
        GhnConfig config = TinyGhn.config(Processing.GATED_GNN, decoding);
        GhnVars vars = GhnVars.constants(tape, TinyGhn.of(config).parameters());
        WeightDecoder decoder =
            decoding == Decoding.CONV
                ? new ConvDecoder(vars, config)
                : new MlpDecoder(vars, config);
        Var x = tape.constant(nodes);
        Tensor whole = decoder.blocks(x, new BlockSize(8, 8, 5, 5)).value();
        Tensor crop = decoder.blocks(x, new BlockSize(2, 5, 3, 1)).value();

        assertEquals(Shape.of(3, 3, 1, 2, 5), crop.shape());
        assertEquals(whole.get(2, 2, 0, 1, 4), crop.get(2, 2, 0, 1, 4), 1e-5);
        assertEquals(whole.get(0, 1, 0, 0, 3), crop.get(0, 1, 0, 0, 3), 1e-5);
      }
    }
  }

  @Test
  void oneNetworkIsPredictedAlikeAloneAndInABatch() {
    Ghn ghn = TinyGhn.of(TinyGhn.config());
    Network first = awkward(10);
    Network second = CellNetwork.of(Genotype.darts(), 2).withChannels(8).build("second", 10, 32);
    Parameters alone = predict(ghn, second).parameters();
    try (Compute compute = Compute.open(Backend.SCALAR, 1);
        Tape tape = new Tape(compute)) {
      List<PrimitiveGraph> graphs = List.of(PrimitiveGraph.of(first), PrimitiveGraph.of(second));
      Map<String, Var> batched = new GhnPass(ghn, tape, graphs).predicted(1);

      assertEquals(alone.asMap().keySet(), batched.keySet());
      batched.forEach(
          (name, var) -> {
            float[] expected = alone.get(name).toArray();
            float[] actual = var.value().toArray();
            for (int i = 0; i < expected.length; i++) {
              assertEquals(expected[i], actual[i], 1e-5, name);
            }
          });
    }
  }

  @Test
  void otherClassesAreRefusedWithBothNumbers() {
    Ghn ghn = TinyGhn.of(TinyGhn.config());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> predict(ghn, awkward(7)));

    assertEquals(
        "awkward: expected 10 classes, those of the hypernetwork, the network has 7",
        e.getMessage());
  }

  @Test
  void parametersOfAnotherConfigurationAreNamed() {
    Map<String, Tensor> parameters = new LinkedHashMap<>(TinyGhn.of(TinyGhn.config()).parameters());
    parameters.put("ln.bias", Tensor.zeros(7));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Ghn(TinyGhn.config(), parameters));

    assertEquals("hypernetwork: ln.bias: expected [8], got [7]", e.getMessage());
  }

  @Test
  void filesOfBothKindsAreReadAsTheyWereWritten(@TempDir Path directory)
      throws TensorFileException {
    for (String name : List.of("ghn.pt", "ghn.safetensors")) {
      for (Decoding decoding : Decoding.values()) {
        Ghn ghn = TinyGhn.of(TinyGhn.config(Processing.MLP, decoding));
        GhnFile.write(directory.resolve(name), ghn, Map.of());
        Ghn read = GhnFile.read(directory.resolve(name));

        assertEquals(ghn.config(), read.config());
        ghn.parameters()
            .forEach(
                (key, tensor) ->
                    assertTrue(
                        tensor.bitEquals(Objects.requireNonNull(read.parameters().get(key))), key));
      }
    }
  }
}
