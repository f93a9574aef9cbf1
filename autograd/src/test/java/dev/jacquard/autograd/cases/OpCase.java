package dev.jacquard.autograd.cases;

import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An operation with inputs of certain shapes: what it is to give, how exactly, and what it costs.
 *
 * @param operation the class that holds the operation
 * @param name what is particular about this case
 * @param inputs shapes and domains
 * @param function applies the operation
 * @param reference computes the same in double precision from the formula
 * @param linear the inputs in which the operation is linear or affine
 * @param bound largest error of the result, see {@link Exact#error}
 * @param step of differences along a direction, for inputs in which it is not linear
 * @param flops additions and multiplications of one forward pass, each counted; transcendental
 *     functions count as one
 */
public record OpCase(
    Class<?> operation,
    String name,
    List<Input> inputs,
    Function<List<Var>, Var> function,
    Function<List<Exact>, Exact> reference,
    Set<Integer> linear,
    double bound,
    float step,
    long flops) {

  /**
   * One input.
   *
   * @param shape its shape
   * @param domain where its elements come from
   */
  public record Input(Shape shape, Domain domain) {}

  static Input input(int... dims) {
    return new Input(Shape.of(dims), Domain.NORMAL);
  }

  static Input input(Domain domain, int... dims) {
    return new Input(Shape.of(dims), domain);
  }

  /** A case that is linear in each of its inputs while the others stay. */
  static OpCase linear(
      Class<?> operation,
      String name,
      List<Input> inputs,
      Function<List<Var>, Var> function,
      Function<List<Exact>, Exact> reference,
      long flops) {
    Set<Integer> all = IntStream.range(0, inputs.size()).boxed().collect(Collectors.toSet());
    return new OpCase(operation, name, inputs, function, reference, all, 1e-5, 0.01f, flops);
  }

  /** A case that is linear in none of its inputs. */
  static OpCase curved(
      Class<?> operation,
      String name,
      List<Input> inputs,
      Function<List<Var>, Var> function,
      Function<List<Exact>, Exact> reference,
      long flops) {
    return new OpCase(operation, name, inputs, function, reference, Set.of(), 1e-5, 0.01f, flops);
  }

  /** This case, linear in these inputs. */
  OpCase linearIn(Integer... which) {
    return new OpCase(
        operation, name, inputs, function, reference, Set.of(which), bound, step, flops);
  }

  /** This case with another bound. */
  OpCase within(double other) {
    return new OpCase(operation, name, inputs, function, reference, linear, other, step, flops);
  }

  /** Inputs to compute on: the same in every run. */
  public List<Tensor> tensors() {
    RandomStream stream = RandomStream.of(1).split(operation.getSimpleName()).split(name);
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      tensors.add(inputs.get(i).domain().draw(stream.split(i), inputs.get(i).shape()));
    }
    return tensors;
  }

  /** As in {@code Conv2d 3x3, stride 2 [2, 3, 8, 8] [4, 3, 3, 3]}. */
  @Override
  public String toString() {
    return operation.getSimpleName()
        + " "
        + name
        + inputs.stream().map(i -> " " + i.shape()).collect(Collectors.joining());
  }

  static long size(int... dims) {
    return Arrays.stream(dims).asLongStream().reduce(1, (a, b) -> a * b);
  }
}
