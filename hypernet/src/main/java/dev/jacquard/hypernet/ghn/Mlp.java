package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Activate;
import dev.jacquard.autograd.op.Linear;
import dev.jacquard.tensor.kernel.Activation;

/** Linear maps with rectifiers. */
final class Mlp {
  private Mlp() {}

  static Var linear(GhnVars vars, String layer, Var x) {
    return Linear.linear(x, vars.weight(layer), vars.bias(layer));
  }

  static Var relu(Var x) {
    return Activate.activate(x, Activation.RELU);
  }

  /**
   * Two linear maps, a rectifier behind each: the layers {@code name.fc.0} and {@code name.fc.2}.
   */
  static Var rectified(GhnVars vars, String name, Var x) {
    Var inner = relu(linear(vars, name + ".fc.0", x));
    return relu(linear(vars, name + ".fc.2", inner));
  }
}
