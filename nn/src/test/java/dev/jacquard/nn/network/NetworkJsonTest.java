package dev.jacquard.nn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.Attention;
import dev.jacquard.nn.layer.AvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.PadChannels;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.Slice;
import dev.jacquard.nn.model.Models;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class NetworkJsonTest {
  private static final String SMALL =
      """
      {"name": "small", "nodes": [
        {"name": "conv", "layer": "conv2d", "in": 3, "out": 4, "kernel": [1, 3], "padding": [0, 1]},
        {"layer": "activate", "function": "relu", "primitive": "cse"},
        {"layer": "add", "inputs": ["conv", "activate"], "primitive": "none"}]}
      """;

  @Test
  void everyModelIsReadAsItWasWritten() throws TensorFileException {
    for (String name : Models.names()) {
      Network network = Models.build(name, 10, 224);

      assertEquals(network.nodes(), NetworkJson.parse(NetworkJson.format(network)).nodes(), name);
    }
  }

  @Test
  void layersThatNoModelHasAreReadAsTheyWereWritten() throws TensorFileException {
    NetworkBuilder net = new NetworkBuilder("rare");
    Node x = net.add(new Slice(1, 1, 3, 2), net.add(new PadChannels(0, 1), net.input()));
    x = net.add(new AvgPool2d(3, 2, 1, true, false), x);
    x = net.add(new MaxPool2d(3, 1, 1, true), x);
    x = net.add("bn", new BatchNorm2d(1, 0.5, 0.25, false), x);
    x = net.add(new Attention(2), net.add(new Reshape(Shape.of(4, 12)), x));
    Node shift = net.add("pos", new Parameter(Shape.of(1, 4), 0.5, 2));
    x = net.add(new Add(), net.add(new Dropout(0.5), x), net.mark(shift, Primitive.POS_ENC));
    Network network = net.build(net.add("fc", new Linear(4, 4, false), x));

    assertEquals(network.nodes(), NetworkJson.parse(NetworkJson.format(network)).nodes());
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws TensorFileException {
    Network network = NetworkJson.parse(SMALL);

    Node conv = network.nodes().get(1);
    Conv2d expected = new Conv2d(3, 4, 1, 3, Conv2d.of(3, 4, 1).withPadding(0, 1).sliding(), false);
    assertEquals(expected, conv.layer());
    assertEquals("activate", network.nodes().get(2).name());
    assertEquals(List.of(1, 2), network.output().inputs());
  }

  @Test
  void primitivesCanBeSaid() throws TensorFileException {
    Network network = NetworkJson.parse(SMALL);

    assertEquals(Optional.of(Primitive.CSE), network.nodes().get(2).primitive());
    assertEquals(Optional.empty(), network.output().primitive());
  }

  @Test
  void filesAreWrittenAndRead(@TempDir Path directory) throws TensorFileException {
    Path file = directory.resolve("small.json");
    Network network = NetworkJson.parse(SMALL);
    NetworkJson.write(file, network);

    assertEquals(network.nodes(), NetworkJson.read(file).nodes());
  }

  @Test
  void mistakesAreNamedWithTheirNode() {
    assertRefused("node 1: in: expected an integer, got nothing", "\"in\": 3, ", "");
    assertRefused("node 1: no layer is called 'conv3d'", "conv2d", "conv3d");
    assertRefused("node 1: unknown [bais]", "\"out\": 4", "\"out\": 4, \"bais\": true");
    assertRefused("node 1: in: expected an integer, got 3.5", "\"in\": 3", "\"in\": 3.5");
    assertRefused("node 1: padding: expected an integer or two, got [0]", "[0, 1]", "[0]");
    assertRefused("node 1: conv2d: out: expected 1 or more, got 0", "\"out\": 4", "\"out\": 0");
    assertRefused("node 2: function: expected one of [relu, ", "\"relu\"", "\"rely\"");
    assertRefused("node 2: no primitive is called 'see'", "cse", "see");
    assertRefused("node 3: inputs: no node before is named cono", "[\"conv\"", "[\"cono\"");
    assertRefused("expected an object, got 7", SMALL, "7");
    assertRefused("name: expected a string, got nothing", "\"name\": \"small\", ", "");
  }

  private static void assertRefused(String message, String part, String instead) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> NetworkJson.parse(SMALL.replace(part, instead)));

    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }
}
