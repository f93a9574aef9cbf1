package dev.jacquard.bench.libtorch;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.PointerSupplier;

/**
 * The BLAS under libtorch's products of matrices. It has threads of its own, which libtorch's
 * setting does not reach.
 */
final class OpenBlas {
  private OpenBlas() {}

  static void setThreads(int threads) {
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /** The core whose kernels were chosen at run time, and the build. */
  static String describe() {
    return "kernels for "
        + call("openblas_get_corename")
        + " ("
        + call("openblas_get_config").strip()
        + ")";
  }

  static int threads() {
    return openblas_nolapack.blas_get_num_threads();
  }

  /**
   * Calls a function {@code char *name(void)} that has no Java binding. JavaCPP's function objects
   * are structures that begin with the function's address.
   */
  @SuppressWarnings("try") // The scope works by being open.
  private static String call(String name) {
    try (PointerScope scope = new PointerScope()) {
      PointerPointer<Pointer> function = new PointerPointer<>(2);
      function.put(0, Loader.addressof(name));
      function.put(1, new Pointer());
      return new BytePointer(new PointerSupplier(function).call()).getString();
    }
  }
}
