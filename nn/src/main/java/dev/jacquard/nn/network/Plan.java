package dev.jacquard.nn.network;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Input;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.TensorPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network runs on images of one shape: the shape of every value, which nodes are computed as
 * one ({@link Fusion}), where each value is used for the last time, and which buffer slot it lies
 * in. The network itself is not changed.
 *
 * <p>A value is given back to the buffer pool after its last use, unless a gradient needs it, and
 * its buffer is used again for a later value: sums, activations and frozen norms write over what
 * nobody else will read. The slots are what that comes to in a run without gradients: values with
 * one slot never live at the same time.
 */
public final class Plan {
  private static final int NO_SLOT = -1;

  private final Network network;
  private final Run run;
  private final List<Shape> shapes;

  private final List<Step> steps;
  private final int output;

  /** For each node, the last step that reads its value. */
  private final int[] lastUse;

  private final int[] slot;
  private final List<Integer> capacities = new ArrayList<>();

  private Plan(Network network, Run run, List<Shape> shapes) {
    this.network = network;
    this.run = run;
    this.shapes = shapes;
    Fusion fusion = Fusion.of(network, run);
    this.steps = fusion.steps();
    this.output = fusion.output();
    this.lastUse = lastUses();
    this.slot = new int[shapes.size()];
    Arrays.fill(slot, NO_SLOT);
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

  /** The output is last used behind the last step. */
  private int[] lastUses() {
    int[] last = new int[shapes.size()];
    for (int i = 0; i < steps.size(); i++) {
      for (int input : steps.get(i).inputs()) {
        last[input] = i;
      }
    }
    last[output] = steps.size();
    return last;
  }

  private void assignSlots() {
    Map<Integer, Deque<Integer>> free = new HashMap<>();
    int[] users = new int[shapes.size()];
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      List<Integer> ended = ended(s);
      int result = step.result();
      if (isView(step)) {
        slot[result] = slot[step.inputs().get(0)];
      } else if (!isForeign(step)) {
        int over = overwritten(step, ended, users);
        slot[result] =
            over == NO_SLOT ? takeSlot(free, TensorPool.capacity(shapes.get(result).size())) : over;
      }
      if (slot[result] != NO_SLOT) {
        users[slot[result]]++;
      }
      for (int input : ended) {
        int left = slot[input];
        if (left != NO_SLOT && --users[left] == 0) {
          free.computeIfAbsent(capacities.get(left), c -> new ArrayDeque<>()).addLast(left);
        }
      }
    }
  }

  /** The slot of an input in whose place a step writes its result: one that nobody else needs. */
  private int overwritten(Step step, List<Integer> ended, int[] users) {
    if (!writesOverItsInput(step)) {
      return NO_SLOT;
    }
    for (int input : step.inputs()) {
      int there = slot[input];
      boolean fits = shapes.get(input).equals(shapes.get(step.result()));
      if (fits && there != NO_SLOT && users[there] == 1 && ended.contains(input)) {
        return there;
      }
    }
    return NO_SLOT;
  }

  private boolean writesOverItsInput(Step step) {
    Layer layer = step.node().layer();
    return layer instanceof Add
        || layer instanceof Activate
        || (layer instanceof BatchNorm2d norm && Fusion.isFrozen(norm, run));
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

  /** The inputs of a step that no later one reads, each once. */
  private List<Integer> ended(int step) {
    return steps.get(step).inputs().stream()
        .distinct()
        .filter(input -> lastUse[input] == step)
        .toList();
  }

  /** Whether a step's value is the caller's. */
  private static boolean isForeign(Step step) {
    return isForeign(step.node());
  }

  private static boolean isForeign(Node node) {
    return node.layer() instanceof Input || node.layer() instanceof Parameter;
  }

  /** Whether a step's value is its input under another shape. */
  private boolean isView(Step step) {
    Layer layer = step.node().layer();
    return layer instanceof Flatten
        || layer instanceof Reshape
        || (run.dropping().isEmpty()
            && (layer instanceof Dropout || layer instanceof StochasticDepth));
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

  /** Bytes of all values that steps compute: what a training step would keep without any reuse. */
  public long activationBytes() {
    long elements = 0;
    for (Step step : steps) {
      if (!isForeign(step) && !isView(step)) {
        elements += shapes.get(step.result()).size();
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
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      List<Var> inputs = step.inputs().stream().map(input -> values[input]).toList();
      List<Var> ended =
          ended(s).stream()
              .filter(input -> !isForeign(network.nodes().get(input)))
              .map(input -> values[input])
              .toList();
      ended.forEach(tape::expire);
      try {
        values[step.result()] = execution.compute(step, inputs);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            network.name() + ": " + execution.node() + ": " + e.getMessage(), e);
      }
      ended.forEach(tape::release);
    }
    return values[output];
  }
}
