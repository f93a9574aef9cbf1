package dev.jacquard.autograd.cases;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The list of every operation: several shapes each, one of them large enough for work to be split
 * over threads. Tests of values and gradients, comparisons of backends, and benchmarks take it from
 * here; a public operation that is not in it fails the build.
 */
public final class OpCases {
  private static final List<OpCase> ALL =
      Stream.of(
              ElementwiseCases.all(),
              ReductionCases.all(),
              MatrixCases.all(),
              ConvolutionCases.all(),
              PoolingCases.all(),
              NormalizationCases.all(),
              SoftmaxCases.all(),
              LookupCases.all(),
              MovementCases.all(),
              RecurrentCases.all(),
              AttentionCases.all())
          .flatMap(Collection::stream)
          .toList();

  private OpCases() {}

  /** All cases, operation by operation. */
  public static List<OpCase> all() {
    return ALL;
  }

  /** The cases of one operation. */
  public static List<OpCase> of(Class<?> operation) {
    return ALL.stream().filter(c -> c.operation() == operation).toList();
  }
}
