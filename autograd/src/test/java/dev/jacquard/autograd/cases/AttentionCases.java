package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.Attention;
import dev.jacquard.tensor.Shape;
import java.util.List;

/** Attention cores, with separate and with packed operands. */
final class AttentionCases {
  private AttentionCases() {}

  static List<OpCase> all() {
    return List.of(
        separate(1, 2, 3, 3, 4),
        separate(2, 1, 3, 5, 2),
        separate(3, 2, 4, 2, 3),
        separate(4, 2, 70, 66, 16),
        packed(1, 1, 3, 4),
        packed(2, 2, 4, 3),
        packed(8, 2, 5, 1),
        packed(3, 2, 90, 12));
  }

  private static OpCase separate(int heads, int batch, int queries, int keys, int size) {
    int width = heads * size;
    return OpCase.curved(
            Attention.class,
            heads + " heads",
            List.of(
                input(batch, queries, width), input(batch, keys, width), input(batch, keys, width)),
            v -> Attention.attention(v.get(0), v.get(1), v.get(2), heads),
            a ->
                Exact.of(
                    Shape.of(batch, queries, width),
                    i -> attend(a.get(0), 0, a.get(1), 0, a.get(2), 0, size, i)),
            flops(heads, batch, queries, keys, size))
        .linearIn(2);
  }

  private static OpCase packed(int heads, int batch, int tokens, int size) {
    int width = heads * size;
    return OpCase.curved(
        Attention.class,
        heads + " heads, packed",
        List.of(input(batch, tokens, 3 * width)),
        v -> Attention.attention(v.get(0), heads),
        a -> {
          Exact qkv = a.get(0);
          return Exact.of(
              Shape.of(batch, tokens, width),
              i -> attend(qkv, 0, qkv, width, qkv, 2 * width, size, i));
        },
        flops(heads, batch, tokens, tokens, size));
  }

  private static long flops(int heads, int batch, int queries, int keys, int size) {
    return OpCase.size(heads, batch, queries, keys) * (4L * size + 5);
  }

  /** One element of the result; {@code qAt}, {@code kAt} and {@code vAt} are places in a token. */
  private static double attend(
      Exact q, int qAt, Exact k, int kAt, Exact v, int vAt, int size, int[] index) {
    int head = index[2] / size * size;
    double numerator = 0;
    double denominator = 0;
    for (int s = 0; s < k.shape().dim(1); s++) {
      double score = 0;
      for (int p = 0; p < size; p++) {
        score += q.get(index[0], index[1], qAt + head + p) * k.get(index[0], s, kAt + head + p);
      }
      double weight = Math.exp(score / Math.sqrt(size));
      numerator += weight * v.get(index[0], s, vAt + index[2]);
      denominator += weight;
    }
    return numerator / denominator;
  }
}
