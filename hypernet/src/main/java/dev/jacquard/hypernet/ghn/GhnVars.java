package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A hypernetwork's own parameters on a tape, under the names of the published checkpoints. */
final class GhnVars {
  private final Map<String, Var> vars = new LinkedHashMap<>();
  private final Tape tape;

  private GhnVars(Tape tape, Map<String, Tensor> parameters, Function<Tensor, Var> put) {
    this.tape = tape;
    parameters.forEach((name, tensor) -> vars.put(name, put.apply(tensor)));
  }

  /** Parameters whose gradients are wanted. */
  static GhnVars leaves(Tape tape, Map<String, Tensor> parameters) {
    return new GhnVars(tape, parameters, tape::leaf);
  }

  /** Parameters without gradients. */
  static GhnVars constants(Tape tape, Map<String, Tensor> parameters) {
    return new GhnVars(tape, parameters, tape::constant);
  }

  Tape tape() {
    return tape;
  }

  /** One parameter, which {@link GhnParameters} has checked to be there. */
  Var get(String name) {
    Var var = vars.get(name);
    if (var == null) {
      throw new IllegalStateException("hypernetwork: no parameter " + name);
    }
    return var;
  }

  Var weight(String layer) {
    return get(layer + ".weight");
  }

  Var bias(String layer) {
    return get(layer + ".bias");
  }

  /** The gradients that a backward pass has brought, by name. */
  Map<String, Tensor> gradients() {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    vars.forEach(
        (name, var) -> {
          if (tape.hasGradient(var)) {
            gradients.put(name, tape.gradient(var));
          }
        });
    return gradients;
  }
}
