package dev.jacquard.tensor.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls on which kernels are compared: every kernel, at awkward sizes, offsets and strides. One
 * list serves each backend against its judge, one thread against two, and code before against code
 * after its compilation.
 */
final class KernelCases {
  private KernelCases() {}

  /** All cases. */
  static List<KernelCase> all() {
    List<KernelCase> cases = new ArrayList<>();
    MatrixCases.addTo(cases);
    ConvolutionCases.addTo(cases);
    PoolingCases.addTo(cases);
    PointwiseCases.addTo(cases);
    ReductionCases.addTo(cases);
    NormalizationCases.addTo(cases);
    RecurrentCases.addTo(cases);
    MovementCases.addTo(cases);
    UpdateCases.addTo(cases);
    FusedCases.addTo(cases);
    return cases;
  }

  /**
   * The first case of each kernel, which is a small one with a few elements of everything: what can
   * be run very often. A case's kernel is the first word of its name.
   */
  static List<KernelCase> small() {
    Map<String, KernelCase> first = new LinkedHashMap<>();
    for (KernelCase each : all()) {
      first.putIfAbsent(kernel(each), each);
    }
    return List.copyOf(first.values());
  }

  private static String kernel(KernelCase each) {
    return each.name().substring(0, each.name().indexOf(' '));
  }
}
