package dev.jacquard.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.jacquard.autograd.cases.OpCase;
import dev.jacquard.autograd.cases.OpCases;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of cases leaves nothing out. */
class OpCoverageTest {
  private static Set<String> operations() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jacquard.autograd.op")
            .stream()
            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC) && c.isTopLevelClass())
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyOperationHasThreeCasesOrMore() {
    for (String operation : operations()) {
      long cases =
          OpCases.all().stream()
              .filter(c -> c.operation().getSimpleName().equals(operation))
              .count();
      assertTrue(cases >= 3, operation + " has " + cases + " cases, expected 3 or more");
    }
  }

  @Test
  void everyCaseIsOfAPublicOperation() {
    Set<String> named =
        OpCases.all().stream()
            .map(c -> c.operation().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(operations(), named);
  }

  @Test
  void noTwoCasesHaveOneName() {
    List<String> names = OpCases.all().stream().map(OpCase::toString).toList();
    assertEquals(new HashSet<>(names).size(), names.size());
  }
}
