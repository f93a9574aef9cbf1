package dev.jacquard.hypernet.ghn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.autograd.GradientCheck;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class ParameterFitTest {
  private static final Shape BLOCK = Shape.of(2, 2, 2, 3);
  private static final List<ParameterNormalizer> NORMALIZERS =
      List.of(
          new ParameterNormalizer.Scale(0.5f),
          new ParameterNormalizer.NormWeight(),
          new ParameterNormalizer.Bias());

  private static Tensor blocks() {
    Tensor blocks = Tensor.zeros(2, 2, 2, 2, 3);
    RandomStream.of(4).fillNormal(blocks, 0, 1);
    return blocks;
  }

  @Test
  void blocksAreRepeatedAlongEveryAxisAndCut() {
    for (Shape target : List.of(Shape.of(5, 4, 3, 5), Shape.of(1, 2, 1, 1), Shape.of(2, 3, 2, 2))) {
      Tensor y = Tensor.zeros(target);
      Tensor x = blocks();
      ParameterFit.weight(target, BLOCK).write(x.data(), BLOCK.size(), NORMALIZERS.get(0), y);

      for (int o = 0; o < target.dim(0); o++) {
        for (int i = 0; i < target.dim(1); i++) {
          for (int h = 0; h < target.dim(2); h++) {
            for (int w = 0; w < target.dim(3); w++) {
              assertEquals(
                  0.5f * x.get(1, h % 2, w % 2, o % 2, i % 3),
                  y.get(o, i, h, w),
                  target.toString());
            }
          }
        }
      }
    }
  }

  @Test
  void linearWeightsTakeTheFirstPixel() {
    Tensor y = Tensor.zeros(2, 2);
    Tensor x = blocks();
    ParameterFit.weight(y.shape(), Shape.of(1, 1, 2, 3))
        .write(x.data(), 0, ParameterNormalizer.none(), y);

    assertEquals(x.data()[4], y.get(1, 1));
  }

  @Test
  void normalisersAreThoseOfThePaper() {
    // sqrt(2 / 27), sqrt(1 / 9), sqrt(1 / 14), sqrt(2 / 64)
    assertEquals(0.27216553f, ParameterNormalizer.weight(Shape.of(8, 3, 3, 3)).apply(1));
    assertEquals(0.33333334f, ParameterNormalizer.weight(Shape.of(8, 1, 3, 3)).apply(1));
    assertEquals(0.26726124f, ParameterNormalizer.weight(Shape.of(8, 2, 1, 7)).apply(1));
    assertEquals(0.17677669f, ParameterNormalizer.weight(Shape.of(10, 64)).apply(1));
    // 2 / (1 + exp(-0.5)), tanh(0.2)
    assertEquals(1.2449187f, new ParameterNormalizer.NormWeight().apply(1));
    assertEquals(0.19737533f, new ParameterNormalizer.Bias().apply(1));
  }

  @Test
  void gradientsAreThoseOfTheValues() {
    Shape target = Shape.of(5, 4, 3, 5);
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      for (ParameterNormalizer normalizer : NORMALIZERS) {
        GradientCheck check =
            new GradientCheck(
                compute,
                inputs ->
                    ParameterFit.weight(target, BLOCK)
                        .onTape(inputs.get(0), BLOCK.size(), normalizer, target),
                List.of(blocks()),
                3);
        boolean linear = normalizer instanceof ParameterNormalizer.Scale;
        GradientCheck.Finding finding = linear ? check.adjoint(0) : check.directional(0, 0.01f);

        assertTrue(finding.error() < (linear ? 1e-5 : 1e-2), normalizer + ": " + finding);
      }
    }
  }
}
