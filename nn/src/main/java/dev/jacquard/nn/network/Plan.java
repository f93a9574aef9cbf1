package dev.jacquard.nn.network;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Input;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.TensorPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network runs on images of one shape: the shape of every value, where each is used for the
 * last time, and which buffer slot it lies in. The network itself is not changed.
 *
 * <p>A value is given back to the buffer pool after its last use, unless a gradient needs it, and
 * its buffer is used again for a later value. The slots are what that comes to in a run without
 * gradients: values with one slot never live at the same time.
 */
public final class Plan {
  private static final int NO_SLOT = -1;

  private final Network network;
  private final Run run;
  private final List<Shape> shapes;

  /** For each node, its own last use: a node's index. */
  private final int[] lastUse;

  private final int[] slot;
  private final List<Integer> capacities = new ArrayList<>();

  private Plan(Network network, Run run, List<Shape> shapes) {
    this.network = network;
    this.run = run;
    this.shapes = shapes;
    this.lastUse = lastUses(network);
    this.slot = new int[shapes.size()];
    assignSlots();
  }

  /**
   * Plans runs of a network.
   *
   * @param images {@code [N, C, H, W]}
   * @throws IllegalArgumentException if a layer cannot work on what it gets; the message names it
   */
  public static Plan of(Network network, Shape images, Run run) {
    return new Plan(network, run, network.shapes(images));
  }

  /** The output, and what nobody uses before the end, is last used behind the last node. */
  private static int[] lastUses(Network network) {
    int[] lastUse = new int[network.nodes().size()];
    for (Node node : network.nodes()) {
      node.inputs().forEach(input -> lastUse[input] = node.index());
    }
    lastUse[network.output().index()] = network.nodes().size();
    return lastUse;
  }

  private void assignSlots() {
    Map<Integer, Deque<Integer>> free = new HashMap<>();
    int[] users = new int[slot.length];
    for (Node node : network.nodes()) {
      int i = node.index();
      if (foreign(node)) {
        slot[i] = NO_SLOT;
      } else if (view(node)) {
        slot[i] = slot[node.inputs().get(0)];
      } else {
        slot[i] = takeSlot(free, TensorPool.capacity(shapes.get(i).size()));
      }
      if (slot[i] != NO_SLOT) {
        users[slot[i]]++;
      }
      for (int input : ended(node)) {
        int left = slot[input];
        if (left != NO_SLOT && --users[left] == 0) {
          free.computeIfAbsent(capacities.get(left), c -> new ArrayDeque<>()).addLast(left);
        }
      }
    }
  }

  private int takeSlot(Map<Integer, Deque<Integer>> free, int capacity) {
    Deque<Integer> waiting = free.get(capacity);
    Integer found = waiting == null ? null : waiting.pollLast();
    if (found != null) {
      return found;
    }
    capacities.add(capacity);
    return capacities.size() - 1;
  }

  /** The inputs of a node that are not used behind it, each once. */
  private List<Integer> ended(Node node) {
    return node.inputs().stream()
        .distinct()
        .filter(input -> lastUse[input] == node.index())
        .toList();
  }

  /** Whether a node's value is the caller's. */
  private static boolean foreign(Node node) {
    return node.layer() instanceof Input || node.layer() instanceof Parameter;
  }

  /** Whether a node's value is its input under another shape. */
  private boolean view(Node node) {
    return node.layer() instanceof Flatten
        || node.layer() instanceof Reshape
        || (run.dropping().isEmpty()
            && (node.layer() instanceof Dropout || node.layer() instanceof StochasticDepth));
  }

  /** The shape of each node's value. */
  public List<Shape> shapes() {
    return shapes;
  }

  /** How many buffers a run without gradients needs for the values of its nodes. */
  public int slots() {
    return capacities.size();
  }

  /** Bytes of these buffers. */
  public long slotBytes() {
    return capacities.stream().mapToLong(capacity -> (long) capacity * Float.BYTES).sum();
  }

  /** Bytes of all values that nodes compute: what a training step would keep without any reuse. */
  public long activationBytes() {
    long elements = 0;
    for (Node node : network.nodes()) {
      if (!foreign(node) && !view(node)) {
        elements += shapes.get(node.index()).size();
      }
    }
    return elements * Float.BYTES;
  }

  /**
   * Runs the network on a tape; see {@link Network#forward(ParameterVars, Var, Run)}.
   *
   * @throws IllegalArgumentException if the images have another shape than was planned for, a
   *     parameter is missing, or a layer cannot work on what it gets; the message names it
   */
  public Var forward(ParameterVars parameters, Var images) {
    Shape planned = shapes.get(0);
    if (!images.shape().equals(planned)) {
      throw new IllegalArgumentException(
          network.name() + ": images: expected " + planned + ", got " + images.shape());
    }
    Tape tape = images.tape();
    Execution execution = new Execution(parameters, images, run);
    Var[] values = new Var[shapes.size()];
    for (Node node : network.nodes()) {
      List<Var> inputs = node.inputs().stream().map(input -> values[input]).toList();
      try {
        values[node.index()] = execution.compute(node, inputs);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            network.name() + ": " + node.name() + ": " + e.getMessage(), e);
      }
      for (int input : ended(node)) {
        if (!foreign(network.nodes().get(input))) {
          tape.release(values[input]);
        }
      }
    }
    return values[network.output().index()];
  }
}
