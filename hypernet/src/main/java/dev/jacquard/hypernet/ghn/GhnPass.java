package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One pass of a hypernetwork over the graphs of several networks on a tape, so that the gradients
 * of the networks' parameters can flow back into those of the hypernetwork.
 */
public final class GhnPass {
  private final GhnVars vars;
  private final List<Map<String, Var>> predicted = new ArrayList<>();

  /**
   * Predicts the parameters of networks.
   *
   * @param tape where the hypernetwork's parameters become leaves
   * @param graphs of the networks
   */
  public GhnPass(Ghn ghn, Tape tape, List<PrimitiveGraph> graphs) {
    this.vars = GhnVars.leaves(tape, ghn.parameters());
    graphs.forEach(graph -> predicted.add(new LinkedHashMap<>()));
    ghn.decoding(vars, graphs)
        .decode(
            ghn.embeddings(vars, graphs),
            (blocks, parts) ->
                parts.forEach(
                    part -> predicted.get(part.graph()).put(part.name(), part.onTape(blocks))));
  }

  /**
   * The predicted parameters of one network by name, without those that cannot be predicted.
   *
   * @param network its place among the graphs
   */
  public Map<String, Var> predicted(int network) {
    return Collections.unmodifiableMap(predicted.get(network));
  }

  /**
   * The gradients of the hypernetwork's parameters that backward passes over the tape have brought,
   * by name; without those that none has reached. They live until the tape is closed.
   */
  public Map<String, Tensor> gradients() {
    return vars.gradients();
  }
}
