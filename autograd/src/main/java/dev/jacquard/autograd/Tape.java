package dev.jacquard.autograd;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Records operations so that gradients can be computed from them: reverse-mode differentiation.
 *
 * <pre>{@code
 * try (Tape tape = new Tape(compute)) {
 *   Var w = tape.leaf(weights);
 *   Var loss = crossEntropy(linear(tape.constant(images), w), labels, 0);
 *   tape.backward(loss);
 *   update(weights, tape.gradient(w));
 * }
 * }</pre>
 *
 * <p>Only what leads to a leaf is recorded. A backward pass consumes all records: each is released,
 * with the values that it kept, as soon as its gradients are passed on. Leaves stay, and may be
 * used by further operations and backward passes, whose gradients are added. Values and gradients
 * live in buffers of the {@link Compute}, which get back to its pool when the tape is closed or
 * earlier; the tensors of leaves, constants and given gradients remain the caller's and are not
 * changed.
 *
 * <p>A tape belongs to the thread that made it, and values of two tapes do not meet in an
 * operation. For the same operations, results and gradients are equal bit by bit in every run.
 */
public final class Tape implements AutoCloseable {
  private final Compute compute;
  private final Buffers buffers;
  private final Thread owner = Thread.currentThread();
  private final List<Var> leaves = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private boolean closed;

  /** An empty tape that computes with, and takes its buffers from, {@code compute}. */
  public Tape(Compute compute) {
    this.compute = compute;
    this.buffers = new Buffers(compute.pool());
  }

  /** Puts a value on the tape whose gradient is wanted; the tensor is shared, not copied. */
  public Var leaf(Tensor value) {
    checkUse();
    Var leaf = new Var(this, value, true, true);
    leaves.add(leaf);
    return leaf;
  }

  /** Puts a value on the tape that has no gradient; the tensor is shared, not copied. */
  public Var constant(Tensor value) {
    checkUse();
    return new Var(this, value, false, false);
  }

  /**
   * Computes the gradients of one value with respect to all leaves that lead to it.
   *
   * @param loss a value of one element
   * @throws IllegalArgumentException if it has more elements, is not tracked, or lies on another
   *     tape
   * @throws IllegalStateException if it was consumed by an earlier backward pass
   */
  public void backward(Var loss) {
    if (loss.shape().size() != 1) {
      throw new IllegalArgumentException(
          "backward: loss: expected one element, got " + loss.shape());
    }
    Tensor one = Tensor.zeros(loss.shape());
    one.fill(1);
    backward(List.of(loss), List.of(one));
  }

  /**
   * Computes {@code sum over i of J_i' gradients_i} for all leaves, J_i being the Jacobian of
   * {@code from_i}. All records of the tape are consumed, also those that do not lead to {@code
   * from}.
   *
   * @param from tracked values; one may be given more than once, the gradients are added
   * @param gradients one for each, in its shape
   * @throws IllegalArgumentException if the lists or shapes do not match, or a value is not tracked
   *     or lies on another tape
   * @throws IllegalStateException if a value was consumed by an earlier backward pass
   */
  public void backward(List<Var> from, List<Tensor> gradients) {
    checkUse();
    checkSeeds(from, gradients);
    for (int i = 0; i < from.size(); i++) {
      accumulate(from.get(i), gradients.get(i));
    }
    while (!steps.isEmpty()) {
      consume(steps.remove(steps.size() - 1));
    }
    leaves.forEach(this::separateGradient);
  }

  private void checkSeeds(List<Var> from, List<Tensor> gradients) {
    if (from.size() != gradients.size()) {
      throw new IllegalArgumentException(
          "backward: expected a gradient for each of "
              + from.size()
              + " values, got "
              + gradients.size());
    }
    for (int i = 0; i < from.size(); i++) {
      Var var = from.get(i);
      checkOwn(var);
      if (!var.tracked()) {
        throw new IllegalArgumentException(
            "backward: value " + i + " " + var.shape() + " does not depend on any leaf");
      }
      if (var.isConsumed()) {
        throw new IllegalStateException(
            "backward: value " + i + " " + var.shape() + " was consumed by a backward pass before");
      }
      if (!var.shape().equals(gradients.get(i).shape())) {
        throw new IllegalArgumentException(
            "backward: gradient "
                + i
                + ": expected "
                + var.shape()
                + ", got "
                + gradients.get(i).shape());
      }
    }
  }

  private void consume(Step step) {
    Tensor dy = step.result().gradient();
    int last = step.rules().size() - 1;
    for (int i = 0; i <= last; i++) {
      Step.Gradients rule = step.rules().get(i);
      if (dy != null) {
        Workspace space = new Workspace(compute, buffers, i == last);
        rule.rule().pass(space, dy);
        space.leave();
      }
      rule.kept().forEach(buffers::drop);
    }
    step.result().consume(buffers);
  }

  /** Adds to what a tracked value has gathered; in place only where nobody else reads the array. */
  void accumulate(Var var, Tensor gradient) {
    if (!gradient.shape().equals(var.shape())) {
      throw new IllegalStateException(
          "gradient of " + var.shape() + ": a rule returned " + gradient.shape());
    }
    Tensor sum = var.gradient();
    if (sum == null) {
      buffers.hold(gradient);
      var.setGradient(gradient);
      return;
    }
    Kernels k = compute.kernels();
    int n = sum.size();
    if (buffers.alone(sum)) {
      k.addScaled(n, 1, gradient.data(), gradient.offset(), sum.data(), sum.offset());
    } else {
      Tensor own = buffers.take(var.shape());
      k.add(
          n,
          sum.data(),
          sum.offset(),
          gradient.data(),
          gradient.offset(),
          own.data(),
          own.offset());
      buffers.drop(sum);
      var.setGradient(own);
    }
  }

  /** What a tracked value has gathered (zeros if nothing), in an array that nobody else reads. */
  Tensor accumulator(Var var) {
    Tensor sum = var.gradient();
    if (sum != null && buffers.alone(sum)) {
      return sum;
    }
    Tensor own = buffers.take(var.shape());
    if (sum == null) {
      own.fill(0);
    } else {
      own.set(sum);
      buffers.drop(sum);
    }
    var.setGradient(own);
    return own;
  }

  /** Gives a leaf whose gradient shares its array with another one an array of its own. */
  private void separateGradient(Var leaf) {
    if (leaf.gradient() != null) {
      accumulator(leaf);
    }
  }

  /**
   * Whether a backward pass has reached this leaf.
   *
   * @throws IllegalArgumentException if the value is no leaf of this tape
   */
  public boolean hasGradient(Var leaf) {
    checkLeaf(leaf);
    return leaf.gradient() != null;
  }

  /**
   * The gradient of a leaf: the sum over all backward passes so far, in the shape of the leaf. It
   * lives until the tape is closed, shares its array with nothing else, and may be changed.
   *
   * @throws IllegalArgumentException if the value is no leaf of this tape
   * @throws IllegalStateException if no backward pass has reached the leaf
   */
  public Tensor gradient(Var leaf) {
    checkLeaf(leaf);
    Tensor gradient = leaf.gradient();
    if (gradient == null) {
      throw new IllegalStateException(
          "leaf " + leaf.shape() + " has no gradient: no backward pass has reached it");
    }
    return gradient;
  }

  /**
   * A copy of a value that belongs to the caller and outlives the tape.
   *
   * @throws IllegalStateException if the value is gone, see {@link Var#value}
   */
  public Tensor keep(Var var) {
    checkUse();
    checkOwn(var);
    return var.value().copy();
  }

  /**
   * Says that a value will not be read again nor go into another operation, so that its buffer can
   * be used again as soon as no record needs it: at once if the value is not tracked. A second
   * release does nothing.
   */
  public void release(Var var) {
    checkUse();
    checkOwn(var);
    var.releaseValue(buffers);
  }

  /**
   * Says that no operation but the next one will read this value, which {@link #release} follows:
   * where nothing else needs the value, that operation may write its result in its place.
   */
  public void expire(Var var) {
    checkUse();
    checkOwn(var);
    var.expire();
  }

  /**
   * Ends the tape and gives all its buffers back: values and gradients are gone. Closing twice does
   * nothing.
   *
   * @throws IllegalStateException if called from another thread than the tape's own
   */
  @Override
  public void close() {
    checkThread();
    if (!closed) {
      closed = true;
      steps.clear();
      leaves.clear();
      buffers.dropAll();
    }
  }

  /** Puts an operation's result on the tape and, where a rule leads to a leaf, its step. */
  Var add(Tensor value, List<Step.Gradients> rules) {
    buffers.hold(value);
    Var result = new Var(this, value, !rules.isEmpty(), false);
    if (result.tracked()) {
      steps.add(new Step(result, rules));
    }
    return result;
  }

  Workspace workspace() {
    return new Workspace(compute, buffers, false);
  }

  Buffers buffers() {
    return buffers;
  }

  void checkUse() {
    checkThread();
    if (closed) {
      throw new IllegalStateException("the tape is closed; its values are gone");
    }
  }

  void checkOwn(Var var) {
    if (var.tape() != this) {
      throw new IllegalArgumentException(
          "value " + var.shape() + " lies on another tape; expected all on one");
    }
  }

  private void checkLeaf(Var leaf) {
    checkUse();
    checkOwn(leaf);
    if (!leaf.isLeaf()) {
      throw new IllegalArgumentException("value " + leaf.shape() + " is no leaf");
    }
  }

  private void checkThread() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "the tape belongs to thread "
              + owner.getName()
              + ", used by "
              + Thread.currentThread().getName());
    }
  }
}
