package dev.jacquard.bench.libtorch;

import dev.jacquard.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library: loaded once a process, on a number of threads.
 *
 * <p>OpenBLAS obeys {@code OPENBLAS_CORETYPE} and {@code OPENBLAS_L2_SIZE} in the environment, and
 * is slower for it where they do not fit the processor. A fair comparison has both unset: {@link
 * #describe} says what is in force.
 */
public final class Libtorch {
  private Libtorch() {}

  /**
   * Unpacks and loads the natives, unless that has been done, and sets the number of threads of
   * operators and of the BLAS under them.
   *
   * @param threads how many compute, the caller's included
   */
  public static void open(int threads) {
    // JavaCPP would collect the heap's garbage whenever native memory passes the heap's limit.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    Loader.load(torch.class);
    torch.set_num_threads(threads);
    OpenBlas.setThreads(threads);
  }

  /** Version, instruction set, convolutions, BLAS and threads, as they are at run time. */
  public static String describe() {
    String facts =
        facts().entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining(System.lineSeparator()));
    return facts
        + System.lineSeparator()
        + "threads: "
        + torch.get_num_threads()
        + ", of OpenBLAS: "
        + OpenBlas.threads();
  }

  /** What does not depend on the number of threads, by its name. */
  public static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("libtorch", torch.TORCH_VERSION + ", " + torch.get_cpu_capability().getString());
    facts.put("oneDNN", oneDnn());
    facts.put("OpenBLAS", OpenBlas.describe());
    facts.put("OPENBLAS_CORETYPE", environment("OPENBLAS_CORETYPE"));
    facts.put("OPENBLAS_L2_SIZE", environment("OPENBLAS_L2_SIZE"));
    return facts;
  }

  private static String oneDnn() {
    boolean enabled = torch.hasMKLDNN() && torch.globalContext().userEnabledMkldnn();
    String version =
        torch
            .show_config()
            .getString()
            .lines()
            .filter(line -> line.contains("MKL-DNN v"))
            .findFirst()
            .map(line -> line.replaceAll(".*MKL-DNN v(\\S+).*", "$1"))
            .orElse("absent");
    return version + (enabled ? ", enabled" : ", not enabled");
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "unset, as it should be" : value + " (unset it to compare fairly)";
  }

  /** A copy of values in a native tensor, which the caller closes. */
  public static Tensor tensor(dev.jacquard.tensor.Tensor values) {
    return tensor(values.data(), values.offset(), values.shape());
  }

  /** A copy of an array in a native tensor, which the caller closes. */
  public static Tensor tensor(float[] values, int... dims) {
    return tensor(values, 0, Shape.of(dims));
  }

  /**
   * A copy of values in a native tensor whose gradient is wanted; the caller closes it.
   *
   * @param type its type, which is that of all that is computed from it
   */
  public static Tensor leaf(dev.jacquard.tensor.Tensor values, torch.ScalarType type) {
    Tensor leaf = tensor(values, type);
    leaf.set_requires_grad(true);
    return leaf;
  }

  /** A copy of values in a native tensor of a type; the caller closes it. */
  static Tensor tensor(dev.jacquard.tensor.Tensor values, torch.ScalarType type) {
    try (Tensor floats = tensor(values)) {
      return floats.to(type);
    }
  }

  private static Tensor tensor(float[] values, int offset, Shape shape) {
    Tensor tensor = torch.empty(sizes(shape));
    try (FloatPointer data = tensor.data_ptr_float()) {
      data.put(values, offset, shape.size());
    }
    return tensor;
  }

  /** A copy of a native tensor's values, rounded to float32. */
  public static dev.jacquard.tensor.Tensor values(Tensor tensor) {
    int[] dims = Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
    dev.jacquard.tensor.Tensor values = dev.jacquard.tensor.Tensor.zeros(dims);
    try (Tensor plain = tensor.detach();
        Tensor floats = plain.to(torch.ScalarType.Float);
        Tensor dense = floats.contiguous();
        FloatPointer data = dense.data_ptr_float()) {
      data.get(values.data(), values.offset(), values.size());
    }
    return values;
  }

  static long[] sizes(Shape shape) {
    return Arrays.stream(shape.dims()).asLongStream().toArray();
  }
}
