package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Input;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.JsonFields;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Networks as JSON:
 *
 * <pre>{@code
 * {"name": "small", "nodes": [
 *   {"name": "conv", "layer": "conv2d", "in": 3, "out": 16, "kernel": 3, "padding": 1},
 *   {"layer": "activate", "function": "relu"},
 *   {"layer": "add", "inputs": ["conv", "activate"]}]}
 * }</pre>
 *
 * <p>The node {@code input} is there by itself. Where {@code inputs} are left out, the input is the
 * node before; a node without weights may leave its name out and is then named after its kind. A
 * size is one number or {@code [height, width]}, and what has PyTorch's default may be left out.
 * {@code primitive} says what a node is to a hypernetwork where it is not what its layer usually
 * is: a {@link Primitive} in lower case, or {@code none}. The last node is the output.
 */
public final class NetworkJson {
  private static final String NONE = "none";

  private NetworkJson() {}

  /**
   * Reads a network from a file.
   *
   * @throws TensorFileException if the file cannot be read or is no JSON
   * @throws IllegalArgumentException if it does not describe a network; the message names the node
   */
  public static Network read(Path path) throws TensorFileException {
    return of(Json.read(path), path.toString());
  }

  /**
   * Reads a network from text.
   *
   * @throws TensorFileException if the text is no JSON
   * @throws IllegalArgumentException if it does not describe a network; the message names the node
   */
  public static Network parse(String text) throws TensorFileException {
    return of(Json.parse(text), "network");
  }

  /**
   * Writes a network to a file, which appears complete or not at all.
   *
   * @throws TensorFileException if the file cannot be written
   */
  public static void write(Path path, Network network) throws TensorFileException {
    Json.write(path, tree(network));
  }

  /**
   * A network as text.
   *
   * @throws TensorFileException if it holds a number that JSON has not
   */
  public static String format(Network network) throws TensorFileException {
    return Json.format(tree(network));
  }

  /**
   * A network from a document that has been read.
   *
   * @param where what messages call the document
   * @throws IllegalArgumentException if it does not describe a network; the message names the node
   */
  public static Network of(Object tree, String where) {
    JsonFields top = new JsonFields(where, tree);
    NetworkBuilder net = new NetworkBuilder(top.text("name"));
    Map<String, Node> nodes = new HashMap<>();
    Node last = net.input();
    nodes.put(last.name(), last);
    int number = 0;
    for (Object object : top.list("nodes")) {
      String place = where + ": node " + ++number;
      try {
        last = node(net, new JsonFields(place, object), place, last, nodes);
      } catch (IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        throw message.startsWith(place)
            ? e
            : new IllegalArgumentException(place + ": " + message, e);
      }
      nodes.put(last.name(), last);
    }
    top.end();
    return net.build(last);
  }

  private static Node node(
      NetworkBuilder net, JsonFields json, String place, Node before, Map<String, Node> nodes) {
    Layer layer = LayerJsonReader.read(place, json);
    List<Node> inputs = new ArrayList<>();
    if (json.has("inputs")) {
      for (String input : json.texts("inputs")) {
        Node node = nodes.get(input);
        if (node == null) {
          throw new IllegalArgumentException(place + ": inputs: no node before is named " + input);
        }
        inputs.add(node);
      }
    } else if (!layer.takes(0)) {
      inputs.add(before);
    }
    Node[] from = inputs.toArray(new Node[0]);
    String name = json.text("name", "");
    Node node = name.isEmpty() ? net.add(layer, from) : net.add(name, layer, from);
    if (json.has("primitive")) {
      String primitive = json.text("primitive");
      node = primitive.equals(NONE) ? net.unmark(node) : net.mark(node, named(place, primitive));
    }
    json.end();
    return node;
  }

  private static Primitive named(String place, String name) {
    for (Primitive primitive : Primitive.values()) {
      if (primitive.label().equals(name)) {
        return primitive;
      }
    }
    throw new IllegalArgumentException(place + ": no primitive is called '" + name + "'");
  }

  private static Map<String, Object> tree(Network network) {
    if (network.output().index() != network.nodes().size() - 1) {
      throw new IllegalArgumentException(
          network.name() + ": expected the output to be the last node, it is " + network.output());
    }
    List<Object> nodes = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (!(node.layer() instanceof Input)) {
        nodes.add(tree(network, node));
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", network.name());
    tree.put("nodes", nodes);
    return tree;
  }

  private static Map<String, Object> tree(Network network, Node node) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", node.name());
    json.putAll(node.layer().accept(new LayerJsonWriter()));
    if (!node.inputs().equals(List.of(node.index() - 1)) && !node.inputs().isEmpty()) {
      json.put("inputs", node.inputs().stream().map(i -> network.nodes().get(i).name()).toList());
    }
    Optional<Primitive> usual = NetworkBuilder.usual(node.layer());
    if (!node.primitive().equals(usual)) {
      json.put("primitive", node.primitive().map(Primitive::label).orElse(NONE));
    }
    return json;
  }
}
