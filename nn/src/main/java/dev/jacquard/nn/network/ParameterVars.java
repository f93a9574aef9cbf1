package dev.jacquard.nn.network;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A network's parameters on a tape. */
public final class ParameterVars {
  private final Tape tape;
  private final Map<String, Var> vars;

  private ParameterVars(Tape tape, Map<String, Var> vars) {
    this.tape = tape;
    this.vars = vars;
  }

  /** Parameters whose gradients are wanted. */
  public static ParameterVars leaves(Tape tape, Parameters parameters) {
    return of(tape, parameters, tape::leaf);
  }

  /** Parameters without gradients. */
  public static ParameterVars constants(Tape tape, Parameters parameters) {
    return of(tape, parameters, tape::constant);
  }

  private static ParameterVars of(Tape tape, Parameters parameters, Function<Tensor, Var> put) {
    Map<String, Var> vars = new LinkedHashMap<>();
    parameters.asMap().forEach((name, tensor) -> vars.put(name, put.apply(tensor)));
    return new ParameterVars(tape, vars);
  }

  /**
   * One parameter.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Var get(String name) {
    Var var = vars.get(name);
    if (var == null) {
      throw new IllegalArgumentException("no parameter is named " + name);
    }
    return var;
  }

  /**
   * The gradients that backward passes have brought, in the order of the parameters; without those
   * that none has reached. They live until the tape is closed.
   */
  public Map<String, Tensor> gradients() {
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
