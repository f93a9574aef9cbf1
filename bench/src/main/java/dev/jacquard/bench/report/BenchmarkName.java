package dev.jacquard.bench.report;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who does what. The rule that pairs benchmarks: {@code XBenchmark.method} is ours, {@code
 * XPeer.method} is libtorch's, and {@code XPeer.methodByWhom} is whom's; X is the family.
 *
 * @param family what is measured, as in {@code Gemm}
 * @param method which of it, as in {@code multiply}
 * @param by who does it: {@link #OURS}, {@link #LIBTORCH} or another library
 */
public record BenchmarkName(String family, String method, String by) {
  /** This project. */
  public static final String OURS = "ours";

  /** libtorch. */
  public static final String LIBTORCH = "libtorch";

  private static final String OUR_SUFFIX = "Benchmark";
  private static final String PEER_SUFFIX = "Peer";
  private static final Pattern QUALIFIED = Pattern.compile("(?:.*\\.)?(\\w+)\\.(\\w+)");
  private static final Pattern BY_WHOM = Pattern.compile("(\\w+)By([A-Z]\\w*)");

  /**
   * The name of a benchmark as JMH has it.
   *
   * @param qualified class and method, with or without their package
   * @throws IllegalArgumentException if it is no such name
   */
  public static BenchmarkName of(String qualified) {
    Matcher parts = QUALIFIED.matcher(qualified);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "benchmark '" + qualified + "': expected a class and a method");
    }
    String holder = parts.group(1);
    String method = parts.group(2);
    if (!holder.endsWith(PEER_SUFFIX)) {
      return new BenchmarkName(without(OUR_SUFFIX, holder), method, OURS);
    }
    String family = without(PEER_SUFFIX, holder);
    Matcher named = BY_WHOM.matcher(method);
    return named.matches()
        ? new BenchmarkName(family, named.group(1), named.group(2).toLowerCase(Locale.ROOT))
        : new BenchmarkName(family, method, LIBTORCH);
  }

  private static String without(String suffix, String name) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  /** Whether this project does it. */
  public boolean isOurs() {
    return by.equals(OURS);
  }
}
