package dev.jacquard.tensor;

import dev.jacquard.tensor.kernel.simd.SimdKernels;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The kernels that a {@link Compute} can be asked for. */
public enum Backend {
  /** SIMD where it can run well, else scalar; {@link Compute#reason()} tells why. */
  AUTO,
  /** Plain Java, on every JVM. */
  SCALAR,
  /** The Vector API: needs the module jdk.incubator.vector and HotSpot's C2 compiler. */
  SIMD,
  /**
   * OpenCL through Aparapi: needs its jar, its native code, and a driver; see {@link OpenCl}. What
   * is not worth a device runs as with {@link #AUTO}, which never takes a device itself.
   */
  OPENCL;

  /** The system property that is read by {@link #configured()}. */
  public static final String PROPERTY = "jacquard.backend";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /**
   * The backend that the system property {@value #PROPERTY} names; {@link #AUTO} where it is not
   * set.
   *
   * @throws IllegalArgumentException if the property names none
   */
  public static Backend configured() {
    return parse(System.getProperty(PROPERTY, "auto"));
  }

  /**
   * The backend of a name: {@code auto}, {@code scalar}, {@code simd} or {@code opencl}.
   *
   * @throws IllegalArgumentException if the name is another
   */
  public static Backend parse(String name) {
    for (Backend backend : values()) {
      if (backend.toString().equals(name)) {
        return backend;
      }
    }
    throw new IllegalArgumentException(
        "backend '" + name + "': expected auto, scalar, simd or opencl");
  }

  /** The name in lower case, as it stands in options and properties. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Why SIMD cannot run (well) on this JVM, or nothing where it can. The answer rests on facts that
   * do not vary from run to run, never on a timing.
   */
  static Optional<String> simdObstacle() {
    return simdObstacle(
        vectorModulePresent(),
        System.getProperty("java.vm.name", ""),
        System.getProperty("java.vm.info", ""),
        System.getProperty("os.arch", ""),
        Vectors::bits);
  }

  /** The width is asked for last, since that loads the Vector API. */
  static Optional<String> simdObstacle(
      boolean modulePresent, String vmName, String vmInfo, String processor, IntSupplier bits) {
    if (!modulePresent) {
      return Optional.of("module absent; add it with --add-modules " + VECTOR_MODULE);
    }
    if (!vmName.contains("Server VM")) {
      return Optional.of("vectors are slow without HotSpot's C2 compiler; this VM is " + vmName);
    }
    if (vmInfo.contains("interpreted mode") || vmInfo.contains("emulated-client")) {
      return Optional.of("vectors are slow without HotSpot's C2 compiler; it is off: " + vmInfo);
    }
    if ((processor.equals("amd64") || processor.equals("x86_64")) && bits.getAsInt() < 256) {
      return Optional.of("this processor lacks AVX2 or FMA, without which vectors are slow");
    }
    return Optional.empty();
  }

  /** Alone in touching a class that uses vectors, so that it is loaded on that branch only. */
  private static final class Vectors {
    static int bits() {
      return SimdKernels.preferredBits();
    }
  }

  private static boolean vectorModulePresent() {
    // On the class path this class lies in no layer, and the JVM's own layer is the one to ask.
    ModuleLayer layer = Backend.class.getModule().getLayer();
    return (layer == null ? ModuleLayer.boot() : layer).findModule(VECTOR_MODULE).isPresent();
  }
}
