package dev.jacquard.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said, in virtual machines of their own, where something that OpenCL needs is missing. */
class OpenClAbsenceTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  static boolean noDevice() {
    return System.getenv("JACQUARD_OPENCL") == null && OpenCl.find().devices().isEmpty();
  }

  @Test
  void withoutAparapiTheRestWorks() throws IOException, InterruptedException {
    String without =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
            .filter(each -> !each.contains("aparapi"))
            .collect(Collectors.joining(File.pathSeparator));

    assertEquals(
        "Aparapi is not there; add com.aparapi:aparapi to the class or module path",
        obstacle(without, Map.of()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisabledIf(value = "noDevice", disabledReason = "no OpenCL device is there")
  void withoutADriverTheRestWorks(@TempDir Path none) throws IOException, InterruptedException {
    assertTrue(
        obstacle(CLASS_PATH, Map.of("OCL_ICD_VENDORS", none + "/")).startsWith("no device found;"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisabledIf(value = "noDevice", disabledReason = "no OpenCL device is there")
  void withABrokenDriverTheRestWorks(@TempDir Path vendors)
      throws IOException, InterruptedException {
    Path driver = vendors.resolve("libbroken.so");
    Files.writeString(driver, "no library");
    Files.writeString(vendors.resolve("broken.icd"), driver + "\n");

    assertTrue(
        obstacle(CLASS_PATH, Map.of("OCL_ICD_VENDORS", vendors + "/"))
            .startsWith("no device found;"));
  }

  @Test
  void withoutAPlaceForNativeCodeTheRestWorks(@TempDir Path none)
      throws IOException, InterruptedException {
    String said =
        obstacle(CLASS_PATH, Map.of(), "-Djava.io.tmpdir=" + none.resolve("is").resolve("absent"));

    assertTrue(said.startsWith("Aparapi's native code, or a library"), said);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void whereNativeCodeIsNotAllowedTheRestWorks() throws IOException, InterruptedException {
    String said = obstacle(CLASS_PATH, Map.of(), "--illegal-native-access=deny");

    assertTrue(said.startsWith("Aparapi's native code, or a library"), said);
  }

  /** What a virtual machine says that then computes on scalar kernels all the same. */
  private static String obstacle(
      String classPath, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, OpenClProgram.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    List<String> lines = out.lines().toList();
    assertEquals(List.of("3.0"), lines.subList(1, lines.size()));
    return lines.get(0);
  }
}
