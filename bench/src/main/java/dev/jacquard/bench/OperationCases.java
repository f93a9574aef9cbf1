package dev.jacquard.bench;

import dev.jacquard.autograd.cases.OpCase;
import dev.jacquard.autograd.cases.OpCases;
import java.util.Comparator;
import java.util.List;

/** Finds the case of an operation by names that fit on a command line. */
final class OperationCases {
  private static final Comparator<OpCase> BY_COST =
      Comparator.comparingLong(OpCase::flops).thenComparingLong(OperationCases::elements);

  private OperationCases() {}

  /**
   * A case of an operation.
   *
   * @param operation simple name of the operation's class
   * @param which {@code costliest}, or the number of the case among the operation's, from 0
   * @throws IllegalArgumentException if there is none
   */
  static OpCase find(String operation, String which) {
    List<OpCase> cases =
        OpCases.all().stream()
            .filter(c -> c.operation().getSimpleName().equals(operation))
            .toList();
    if (which.equals("costliest")) {
      return cases.stream()
          .max(BY_COST)
          .orElseThrow(() -> new IllegalArgumentException("no operation '" + operation + "'"));
    }
    if (!which.matches("\\d{1,4}") || Integer.parseInt(which) >= cases.size()) {
      throw new IllegalArgumentException(
          operation + " '" + which + "': expected costliest, or 0 to below " + cases.size());
    }
    return cases.get(Integer.parseInt(which));
  }

  private static long elements(OpCase c) {
    return c.inputs().stream().mapToLong(i -> i.shape().size()).sum();
  }
}
