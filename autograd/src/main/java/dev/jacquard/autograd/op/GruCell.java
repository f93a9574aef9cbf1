package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;

/**
 * A gated recurrent unit (Cho et al. 2014) in PyTorch's form, gates in the order r, z, n:
 *
 * <pre>
 * a = x W' + b,  c = h U' + b'                 two linear maps, with their own gradients
 * r = s(a_r + c_r),  z = s(a_z + c_z),  n = tanh(a_n + r c_n),  y = (1 - z) n + z h
 *
 * dn = dy (1 - z) (1 - n^2)      da_n = dn          dc_n = dn r
 * dr = dn c_n r (1 - r)          da_r = dc_r = dr
 * dz = dy (h - n) z (1 - z)      da_z = dc_z = dz
 * dh = dy z, and what comes through c
 * </pre>
 */
public final class GruCell {
  private GruCell() {}

  /**
   * The state after one step, {@code [N, hidden]}.
   *
   * @param x what comes in, {@code [N, in]}
   * @param h the state before, {@code [N, hidden]}
   * @param inputWeight W, {@code [3 hidden, in]}
   * @param stateWeight U, {@code [3 hidden, hidden]}
   * @param inputBias b, {@code [3 hidden]}
   * @param stateBias b', {@code [3 hidden]}
   */
  public static Var gruCell(
      Var x, Var h, Var inputWeight, Var stateWeight, Var inputBias, Var stateBias) {
    Expect.rank("gruCell: input", 2, x.shape());
    Shape state = Shape.of(x.shape().dim(0), h.shape().rank() == 2 ? h.shape().dim(1) : 0);
    Expect.shape("gruCell: state", h.shape(), state);
    int hidden = state.dim(1);
    Expect.shape("gruCell: input weight", inputWeight.shape(), 3 * hidden, x.shape().dim(1));
    Expect.shape("gruCell: state weight", stateWeight.shape(), 3 * hidden, hidden);
    Expect.shape("gruCell: input bias", inputBias.shape(), 3 * hidden);
    Expect.shape("gruCell: state bias", stateBias.shape(), 3 * hidden);
    Var a = Linear.linear(x, inputWeight, inputBias);
    Var c = Linear.linear(h, stateWeight, stateBias);
    Var y = gates(a, c, h);
    a.tape().release(a);
    c.tape().release(c);
    return y;
  }

  private static Var gates(Var a, Var c, Var h) {
    int rows = h.shape().dim(0);
    int hidden = h.shape().dim(1);
    Operation op = Operation.on(a, c, h);
    Tensor fromInput = a.value();
    Tensor fromState = c.value();
    Tensor state = h.value();
    Tensor gates = op.allocate(a.shape());
    Tensor y = op.allocate(h.shape());
    op.kernels()
        .gruGates(
            rows,
            hidden,
            fromInput.data(),
            fromInput.offset(),
            fromState.data(),
            fromState.offset(),
            state.data(),
            state.offset(),
            gates.data(),
            gates.offset(),
            y.data(),
            y.offset());
    return op.gradients(
            List.of(a, c, h),
            (space, dy) -> gradients(space, fromState, state, gates, dy),
            fromState,
            state,
            gates)
        .result(y);
  }

  private static List<Tensor> gradients(
      Workspace space, Tensor fromState, Tensor state, Tensor gates, Tensor dy) {
    Tensor da = space.allocate(gates.shape());
    Tensor dc = space.allocate(gates.shape());
    Tensor dh = space.allocate(state.shape());
    space
        .kernels()
        .gruGatesGrad(
            state.shape().dim(0),
            state.shape().dim(1),
            fromState.data(),
            fromState.offset(),
            state.data(),
            state.offset(),
            gates.data(),
            gates.offset(),
            dy.data(),
            dy.offset(),
            da.data(),
            da.offset(),
            dc.data(),
            dc.offset(),
            dh.data(),
            dh.offset());
    return List.of(da, dc, dh);
  }
}
