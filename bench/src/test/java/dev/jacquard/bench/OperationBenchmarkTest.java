package dev.jacquard.bench;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.autograd.cases.OpCase;
import dev.jacquard.autograd.cases.OpCases;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class OperationBenchmarkTest {
  @Test
  void everyOperationIsMeasured() throws NoSuchFieldException {
    Set<String> measured =
        Set.of(OperationBenchmark.class.getField("operation").getAnnotation(Param.class).value());
    Set<String> operations =
        OpCases.all().stream().map(c -> c.operation().getSimpleName()).collect(toSet());
    assertEquals(operations, measured);
  }

  @Test
  void theCostliestCaseIsTheOneOfMostOperationsThenOfMostElements() {
    OpCase found = OperationCases.find("MaxAxis", "costliest");
    long most = OpCases.of(found.operation()).stream().mapToLong(OpCase::flops).max().orElseThrow();
    assertEquals(most, found.flops());
  }

  @Test
  void aCaseIsFoundByItsNumber() {
    OpCase first = OperationCases.find("Conv2d", "0");
    assertEquals(OpCases.of(first.operation()).get(0).toString(), first.toString());
  }

  @Test
  void anUnknownCaseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> OperationCases.find("Nothing", "costliest"));
    assertThrows(IllegalArgumentException.class, () -> OperationCases.find("Conv2d", "9999"));
    assertThrows(IllegalArgumentException.class, () -> OperationCases.find("Conv2d", "first"));
  }
}
