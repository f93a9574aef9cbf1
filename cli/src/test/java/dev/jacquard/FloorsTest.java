package dev.jacquard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Console;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.Buffer;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rules of the house, on the compiled classes of all modules but {@code bench}, which nothing
 * can import since it is no module's dependency.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("portable")
class FloorsTest {
  /** From the ground up. */
  private static final List<String> FLOORS = List.of("tensor", "autograd", "nn", "hypernet", "cli");

  private static final String[] LIBRARIES = {
    "dev.jacquard.tensor..",
    "dev.jacquard.autograd..",
    "dev.jacquard.nn..",
    "dev.jacquard.hypernet.."
  };

  /** What every library may use beside the exported packages of java.base. */
  private static final String[] EVERYWHERE = {
    "dev.jacquard..", "com.fasterxml.jackson.core..", "org.joml..", "org.jspecify.annotations.."
  };

  /** Which one package may use which packages of an optional dependency. */
  private static final Map<String, List<String>> OPTIONAL =
      Map.of(
          "dev.jacquard.tensor.kernel.simd", List.of("jdk.incubator.vector.."),
          "dev.jacquard.tensor.kernel.opencl", List.of("com.aparapi.."),
          "dev.jacquard.hypernet.deepnets", List.of("io.jhdf.."),
          "dev.jacquard.nn.image", List.of("javax.imageio..", "java.awt.."));

  private static final String REFLECTIVE_METHOD =
      "(forName|newInstance|get(Declared)?(Methods?|Fields?|Constructors?|Classes)|getRecordComponents)";

  private JavaClasses jacquard;

  @BeforeAll
  void readTheClasses() {
    jacquard =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jacquard");
  }

  @Test
  void everyFloorIsSeen() {
    Set<String> seen =
        jacquard.stream()
            .map(c -> c.getPackageName().replaceAll("^dev\\.jacquard\\.(\\w+).*", "$1"))
            .collect(toSet());

    assertEquals(Set.copyOf(FLOORS), seen);
  }

  @Test
  void floorsImportOnlyDownwards() {
    for (int floor = 0; floor + 1 < FLOORS.size(); floor++) {
      String[] above =
          FLOORS.subList(floor + 1, FLOORS.size()).stream()
              .map(name -> "dev.jacquard." + name + "..")
              .toArray(String[]::new);

      check(
          noClasses()
              .that()
              .resideInAPackage("dev.jacquard." + FLOORS.get(floor) + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(above));
    }
  }

  @Test
  void noPackagesImportEachOther() {
    check(slices().matching("dev.jacquard.(**)").should().beFreeOfCycles());
  }

  @Test
  void kernelsKnowNeitherTensorsNorFiles() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.jacquard.tensor.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.jacquard.tensor", "dev.jacquard.tensor.io.."));
  }

  @Test
  void librariesUseOnlyTheirFewDependencies() {
    check(classes().that().resideInAnyPackage(LIBRARIES).should(useOnlyWhatTheirPackageMay()));
  }

  @Test
  void onlyOnePackageUsesEachOptionalDependency() {
    OPTIONAL.forEach(
        (owner, foreign) ->
            check(
                noClasses()
                    .that()
                    .resideOutsideOfPackage(owner)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(foreign.toArray(String[]::new))));
  }

  @Test
  void librariesDoNotReflect() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARIES)
            .should()
            .dependOnClassesThat(reflective())
            .orShould()
            .accessTargetWhere(targetOwner(type(Class.class)).and(targetName(REFLECTIVE_METHOD)))
            .orShould()
            .accessTargetWhere(targetOwner(assignableTo(ClassLoader.class)))
            .orShould()
            .accessTargetWhere(
                targetOwner(type(MethodHandles.class))
                    .and(targetName("(lookup|publicLookup|privateLookupIn|reflectAs)"))));
  }

  @Test
  void librariesDoNotPrint() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARIES)
            .should()
            .accessTargetWhere(targetOwner(type(System.class)).and(targetName("(out|err|console)")))
            .orShould()
            .accessTargetWhere(
                targetOwner(assignableTo(Throwable.class)).and(targetName("printStackTrace")))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Console.class));
  }

  @Test
  void librariesDoNotEndTheProcess() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LIBRARIES)
            .should()
            .accessTargetWhere(targetOwner(type(System.class)).and(targetName("exit")))
            .orShould()
            .accessTargetWhere(targetOwner(type(Runtime.class)).and(targetName("(exit|halt)"))));
  }

  @Test
  void staticFieldsAreFinal() {
    check(fields().that().areStatic().should().beFinal());
  }

  @Test
  void staticArraysArePrivateOrOfTheirPackage() {
    check(
        noFields()
            .that()
            .areStatic()
            .and()
            .haveRawType(describe("array", JavaClass::isArray))
            .should()
            .bePublic()
            .orShould()
            .beProtected());
  }

  @Test
  void staticFieldsHoldNothingMadeToChange() {
    check(
        noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(
                resideIn("java.util.concurrent.atomic..", "java.util.concurrent.locks..")
                    .or(assignableTo(Executor.class))
                    .or(assignableTo(ThreadLocal.class))
                    .or(assignableTo(Random.class))
                    .or(assignableTo(Appendable.class))
                    .or(assignableTo(Buffer.class))
                    .or(assignableTo(AbstractCollection.class))
                    .or(assignableTo(AbstractMap.class))));
  }

  @Test
  void nothingHasAFinaliser() {
    check(noMethods().that().haveRawParameterTypes(new Class<?>[0]).should().haveName("finalize"));
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(jacquard);
  }

  private static DescribedPredicate<JavaClass> reflective() {
    return describe(
        "reflection, method handles, services or Unsafe",
        c ->
            resideIn("java.lang.reflect..", "sun.misc..", "jdk.internal..").test(c)
                || c.isEquivalentTo(ServiceLoader.class)
                || (resideIn("java.lang.invoke..").test(c)
                    && !c.isEquivalentTo(MethodHandles.class)
                    && !c.isEquivalentTo(VarHandle.class)));
  }

  private static DescribedPredicate<JavaClass> resideIn(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaAccess<?>> targetName(String pattern) {
    return describe(
        "target name " + pattern, access -> nameMatching(pattern).test(access.getTarget()));
  }

  private static ArchCondition<JavaClass> useOnlyWhatTheirPackageMay() {
    return new ArchCondition<>("use only java.base and what their package may") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        List<String> allowed = new ArrayList<>(List.of(EVERYWHERE));
        OPTIONAL.forEach(
            (owner, foreign) -> {
              if (from.getPackageName().equals(owner)) {
                allowed.addAll(foreign);
              }
            });
        DescribedPredicate<String> permitted = PackageMatchers.of(allowed.toArray(String[]::new));
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          boolean ok =
              target.isPrimitive()
                  || Object.class.getModule().isExported(target.getPackageName())
                  || permitted.test(target.getPackageName());
          if (!ok) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }
}
