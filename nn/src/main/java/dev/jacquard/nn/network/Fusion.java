package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.tensor.kernel.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a network are computed as one in a run:
 *
 * <ul>
 *   <li>a convolution, its batch norm with running statistics, and the activation behind that;
 *   <li>a batch norm with the statistics of the batch and its activation;
 *   <li>a sum and its activation;
 *   <li>equal activations of one value, as cells have in front of their convolutions.
 * </ul>
 *
 * <p>A node is joined to the one before it if it alone reads that one's value. Activations whose
 * gradient needs their argument stay by themselves, but behind running statistics.
 */
final class Fusion {
  private static final int NOBODY = -1;
  private static final int SEVERAL = -2;

  /** An activation of a value. */
  private record Activated(Activation function, int input) {}

  private final Network network;
  private final Run run;

  /** For each node, the first one that has the same value. */
  private final int[] first;

  /** For each node, the only one that reads its value, or {@link #NOBODY}, or {@link #SEVERAL}. */
  private final int[] reader;

  private final List<Step> steps;

  private Fusion(Network network, Run run) {
    this.network = network;
    this.run = run;
    this.first = new int[network.nodes().size()];
    this.reader = new int[first.length];
    findEqualActivations();
    findReaders();
    this.steps = List.copyOf(join());
  }

  /** What is joined in a run. */
  static Fusion of(Network network, Run run) {
    return new Fusion(network, run);
  }

  /** The steps, in an order in which each finds its inputs. */
  List<Step> steps() {
    return steps;
  }

  /** The node whose value the network gives: of nodes with equal values, the first. */
  int output() {
    return first[network.output().index()];
  }

  /** Whether a batch norm takes the statistics that a run brings. */
  static boolean isFrozen(BatchNorm2d layer, Run run) {
    return layer.tracked() && run.statistics() == Run.Statistics.RUNNING;
  }

  private void findEqualActivations() {
    Map<Activated, Integer> seen = new HashMap<>();
    for (Node node : network.nodes()) {
      int i = node.index();
      first[i] = i;
      if (node.layer() instanceof Activate activate) {
        Activated value = new Activated(activate.function(), first[node.inputs().get(0)]);
        first[i] = seen.computeIfAbsent(value, same -> i);
      }
    }
  }

  private void findReaders() {
    Arrays.fill(reader, NOBODY);
    for (Node node : network.nodes()) {
      if (first[node.index()] == node.index()) {
        node.inputs().forEach(input -> read(first[input], node.index()));
      }
    }
    read(output(), SEVERAL);
  }

  private void read(int value, int by) {
    reader[value] = reader[value] == NOBODY ? by : SEVERAL;
  }

  private List<Step> join() {
    List<Step> joined = new ArrayList<>();
    boolean[] done = new boolean[first.length];
    for (Node node : network.nodes()) {
      if (done[node.index()] || first[node.index()] != node.index()) {
        continue;
      }
      Node norm = normBehind(node);
      Node last = norm == null ? node : norm;
      Node activate = activationBehind(last, norm != null);
      Activation function = null;
      if (activate != null) {
        function = ((Activate) activate.layer()).function();
        last = activate;
      }
      List<Integer> inputs = node.inputs().stream().map(input -> first[input]).toList();
      joined.add(new Step(node, inputs, norm, function, last.index()));
      if (norm != null) {
        done[norm.index()] = true;
      }
      done[last.index()] = true;
    }
    return joined;
  }

  private @Nullable Node onlyReader(Node node) {
    return reader[node.index()] < 0 ? null : network.nodes().get(reader[node.index()]);
  }

  private @Nullable Node normBehind(Node node) {
    Node next = onlyReader(node);
    boolean joined =
        next != null
            && node.layer() instanceof Conv2d conv
            && !conv.bias()
            && next.layer() instanceof BatchNorm2d norm
            && isFrozen(norm, run);
    return joined ? next : null;
  }

  private @Nullable Node activationBehind(Node node, boolean normalized) {
    Node next = onlyReader(node);
    if (next == null || !(next.layer() instanceof Activate activate)) {
      return null;
    }
    boolean passes =
        node.layer() instanceof Add
            || (node.layer() instanceof BatchNorm2d norm && !isFrozen(norm, run));
    return normalized || (passes && activate.function().slopeOfResult()) ? next : null;
  }
}
