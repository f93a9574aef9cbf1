package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.List;

/** Steps of optimisers over awkward lengths. */
final class UpdateCases {
  private static final SgdStep[] SGD = {
    new SgdStep(0.1f, 0.9f, 1e-2f, false),
    new SgdStep(0.1f, 0, 0, false),
    new SgdStep(0.05f, 0, 1e-3f, false),
    new SgdStep(0.1f, 0.9f, 0, false),
    new SgdStep(0.1f, 0.8f, 5e-3f, true)
  };

  private static final AdamStep[] ADAM = {
    new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, false, 1),
    new AdamStep(1e-2, 0.9, 0.999, 1e-8, 1e-2, false, 3),
    new AdamStep(1e-2, 0.8, 0.99, 1e-6, 0.1, true, 100),
    new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, true, 100_000)
  };

  private UpdateCases() {}

  static void addTo(List<KernelCase> cases) {
    for (int n : PointwiseCases.LENGTHS) {
      for (SgdStep step : SGD) {
        addSgd(cases, step, n);
      }
      for (AdamStep step : ADAM) {
        addAdam(cases, step, n);
      }
    }
  }

  private static void addSgd(List<KernelCase> cases, SgdStep step, int n) {
    cases.add(
        KernelCase.absolute(
            "sgd " + step + " n=" + n,
            4,
            (k, o) -> {
              Block p = o.inout("p", n);
              Block g = o.input(n);
              // NaN, to show that it is neither read nor written, where there is no momentum.
              Block velocity =
                  step.momentum() == 0 ? o.output("velocity", n) : o.inout("velocity", n);
              k.sgd(step, n, p.v(), p.at(), g.v(), g.at(), velocity.v(), velocity.at());
            }));
  }

  private static void addAdam(List<KernelCase> cases, AdamStep step, int n) {
    cases.add(
        KernelCase.absolute(
            "adam " + step + " n=" + n,
            6,
            (k, o) -> {
              Block p = o.inout("p", n);
              Block g = o.input(n);
              Block m = o.inout("m", n);
              float[] squares = new float[n];
              for (int i = 0; i < n; i++) {
                squares[i] = 0.01f + i % 13 * 0.1f;
              }
              Block v = o.inout("v", squares);
              k.adam(step, n, p.v(), p.at(), g.v(), g.at(), m.v(), m.at(), v.v(), v.at());
            }));
  }
}
