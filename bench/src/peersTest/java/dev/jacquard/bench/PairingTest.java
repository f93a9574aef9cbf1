package dev.jacquard.bench;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.bench.report.BenchmarkName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Whatever is measured of others stands beside what is measured of ours. */
class PairingTest {
  private static final Map<String, BenchmarkListEntry> ALL =
      BenchmarkList.defaultList()
          .getAll(
              OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
          .stream()
          .collect(toMap(BenchmarkListEntry::getUsername, Function.identity()));

  static Stream<String> peers() {
    return ALL.keySet().stream().filter(name -> !BenchmarkName.of(name).isOurs());
  }

  @ParameterizedTest
  @MethodSource("peers")
  void aPeerHasOurModeTimeUnitAndParameters(String name) {
    BenchmarkName parts = BenchmarkName.of(name);
    String counterpart = name.replaceAll("Peer\\..*", "Benchmark.") + parts.method();
    BenchmarkListEntry peer = entry(name);
    BenchmarkListEntry ours = entry(counterpart);
    assertEquals(ours.getMode(), peer.getMode());
    assertEquals(ours.getTimeUnit().get(), peer.getTimeUnit().get());
    Map<String, List<String>> expected = params(ours);
    params(peer).forEach((key, values) -> assertEquals(expected.get(key), values, key));
  }

  private static BenchmarkListEntry entry(String name) {
    return Optional.ofNullable(ALL.get(name)).orElseThrow(() -> new AssertionError(name));
  }

  private static Map<String, List<String>> params(BenchmarkListEntry entry) {
    Map<String, List<String>> params = new TreeMap<>();
    if (entry.getParams().hasValue()) {
      entry.getParams().get().forEach((key, values) -> params.put(key, Arrays.asList(values)));
    }
    return params;
  }
}
