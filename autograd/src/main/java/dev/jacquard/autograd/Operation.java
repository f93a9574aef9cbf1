package dev.jacquard.autograd;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation in the making. It computes its result in the {@link #space}, names a rule for each
 * parent together with what that rule keeps, and ends with {@link #result}:
 *
 * <pre>{@code
 * public static Var square(Var x) {
 *   Operation op = Operation.on(x);
 *   Tensor a = x.value();
 *   Tensor y = op.allocate(x.shape());
 *   op.kernels().multiply(y.size(), a.data(), a.offset(), a.data(), a.offset(), ...);
 *   return op.gradient(x, (space, dy) -> twice(space, a, dy), a).result(y);
 * }
 * }</pre>
 *
 * <p>A rule whose parents are all untracked is not recorded, and what only it keeps is not kept.
 */
public final class Operation {
  private final Tape tape;
  private final Workspace space;
  private final List<Step.Gradients> rules = new ArrayList<>(3);

  private Operation(Tape tape) {
    this.tape = tape;
    this.space = tape.workspace();
  }

  /**
   * Begins an operation on these parents.
   *
   * @throws IllegalStateException if the tape is closed or belongs to another thread
   * @throws IllegalArgumentException if the parents lie on different tapes
   */
  public static Operation on(Var first, Var... others) {
    Tape tape = first.tape();
    tape.checkUse();
    for (Var other : others) {
      tape.checkOwn(other);
    }
    return new Operation(tape);
  }

  /** Where the forward pass allocates and computes. */
  public Workspace space() {
    return space;
  }

  /** The kernels that the tape computes with. */
  public Kernels kernels() {
    return space.kernels();
  }

  /** A new tensor, see {@link Workspace#allocate}. */
  public Tensor allocate(Shape shape) {
    return space.allocate(shape);
  }

  /**
   * Where a result may be written element by element while parents of its shape are read: in the
   * first of them that nobody will read any more, else in a new tensor.
   */
  public Tensor over(Var parent, Var... others) {
    if (isOverwritable(parent)) {
      return takeOver(parent);
    }
    for (Var other : others) {
      if (isOverwritable(other)) {
        return takeOver(other);
      }
    }
    return allocate(parent.shape());
  }

  private boolean isOverwritable(Var parent) {
    return parent.isExpired() && tape.buffers().alone(parent.value());
  }

  private Tensor takeOver(Var parent) {
    Tensor value = parent.value();
    space.adopt(value);
    parent.releaseValue(tape.buffers());
    return value;
  }

  /**
   * Names the rule for one parent.
   *
   * @param kept the tensors that the rule reads beside {@code dy}
   */
  public Operation gradient(Var parent, Rule rule, Tensor... kept) {
    if (parent.tracked()) {
      record((scratch, dy) -> tape.accumulate(parent, rule.gradient(scratch, dy)), kept);
    }
    return this;
  }

  /**
   * Names a rule that adds to what one parent has gathered.
   *
   * @param kept the tensors that the rule reads beside {@code dy}
   */
  public Operation adding(Var parent, AddingRule rule, Tensor... kept) {
    if (parent.tracked()) {
      record((scratch, dy) -> rule.add(scratch, dy, tape.accumulator(parent)), kept);
    }
    return this;
  }

  /**
   * Names one rule for several parents; it is used as soon as one of them is tracked.
   *
   * @param kept the tensors that the rule reads beside {@code dy}
   */
  public Operation gradients(List<Var> parents, JointRule rule, Tensor... kept) {
    boolean tracked = false;
    for (Var parent : parents) {
      tracked |= parent.tracked();
    }
    if (tracked) {
      record(
          (scratch, dy) -> {
            List<Tensor> gradients = rule.gradients(scratch, dy);
            for (int i = 0; i < parents.size(); i++) {
              if (parents.get(i).tracked()) {
                tape.accumulate(parents.get(i), gradients.get(i));
              }
            }
          },
          kept);
    }
    return this;
  }

  /**
   * Ends the operation: puts its result on the tape, tracked if a rule was recorded. All that was
   * allocated and is neither the result nor kept by a rule goes back to the pool.
   *
   * @param y the result: a tensor of this operation's space, or a view of a parent's value
   */
  public Var result(Tensor y) {
    Var result = tape.add(y, rules);
    space.leave();
    return result;
  }

  private void record(Step.Passing rule, Tensor... kept) {
    rules.add(new Step.Gradients(rule, List.of(kept)));
    for (Tensor tensor : kept) {
      tape.buffers().hold(tensor);
    }
  }
}
