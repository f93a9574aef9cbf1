package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;

/**
 * The core of multi-head attention (Vaswani et al. 2017, equation 1), for each image and head of
 * size d:
 *
 * <pre>
 * y  = p v,     p = softmax(q k' / sqrt(d))
 * dv = p' dy,   dp = dy v',   ds = p (dp - sum p dp along rows) / sqrt(d)
 * dq = ds k,    dk = ds' q
 * </pre>
 *
 * <p>An apostrophe is the transpose. The heads of a token lie side by side and are read and written
 * by strides: nothing is permuted.
 */
public final class Attention {
  private Attention() {}

  /**
   * Attention with operands of their own.
   *
   * @param q queries {@code [B, T, heads * d]}
   * @param k keys {@code [B, S, heads * d]}
   * @param v values {@code [B, S, heads * d]}
   * @return {@code [B, T, heads * d]}
   */
  public static Var attention(Var q, Var k, Var v, int heads) {
    Expect.rank("attention: queries", 3, q.shape());
    checkWidth("attention: queries", q.shape(), heads);
    Expect.rank("attention: keys", 3, k.shape());
    Expect.shape("attention: keys", k.shape(), q.shape().withDim(1, k.shape().dim(1)));
    Expect.that(k.shape().dim(1) > 0, "attention: keys", "one or more", k.shape());
    Expect.shape("attention: values", v.shape(), k.shape());
    Operation op = Operation.on(q, k, v);
    Heads queries = Heads.of(q.value(), heads);
    Heads keys = Heads.of(k.value(), heads);
    Heads values = Heads.of(v.value(), heads);
    Tensor p = op.allocate(weightsShape(queries, keys));
    Tensor y = op.allocate(q.shape());
    forward(op.space(), queries, keys, values, p, Heads.of(y, heads));
    return op.gradient(
            v,
            (space, dy) -> {
              Tensor dv = space.allocate(v.shape());
              valueGradient(space, p, Heads.of(dy, heads), Heads.of(dv, heads));
              return dv;
            },
            p)
        .gradients(
            List.of(q, k),
            (space, dy) -> {
              Tensor dq = space.allocate(q.shape());
              Tensor dk = space.allocate(k.shape());
              Tensor ds = scoreGradient(space, values, p, Heads.of(dy, heads));
              queryGradient(space, ds, keys, Heads.of(dq, heads));
              keyGradient(space, ds, queries, Heads.of(dk, heads));
              return List.of(dq, dk);
            },
            q.value(),
            k.value(),
            v.value(),
            p)
        .result(y);
  }

  /**
   * Attention with the operands in one value.
   *
   * @param qkv {@code [B, T, 3 * heads * d]}: each token's queries, then keys, then values
   * @return {@code [B, T, heads * d]}
   */
  public static Var attention(Var qkv, int heads) {
    Shape shape = qkv.shape();
    Expect.rank("attention: queries, keys, values", 3, shape);
    checkWidth("attention: queries, keys, values", shape, 3L * heads);
    Operation op = Operation.on(qkv);
    Heads queries = Heads.ofPacked(qkv.value(), heads, 0);
    Heads keys = Heads.ofPacked(qkv.value(), heads, 1);
    Heads values = Heads.ofPacked(qkv.value(), heads, 2);
    Tensor p = op.allocate(weightsShape(queries, keys));
    Tensor y = op.allocate(shape.withDim(2, shape.dim(2) / 3));
    forward(op.space(), queries, keys, values, p, Heads.of(y, heads));
    return op.gradient(
            qkv,
            (space, dy) -> {
              Tensor dqkv = space.allocate(shape);
              valueGradient(space, p, Heads.of(dy, heads), Heads.ofPacked(dqkv, heads, 2));
              Tensor ds = scoreGradient(space, values, p, Heads.of(dy, heads));
              queryGradient(space, ds, keys, Heads.ofPacked(dqkv, heads, 0));
              keyGradient(space, ds, queries, Heads.ofPacked(dqkv, heads, 1));
              return dqkv;
            },
            qkv.value(),
            p)
        .result(y);
  }

  private static void forward(Workspace space, Heads q, Heads k, Heads v, Tensor p, Heads y) {
    for (int image = 0; image < q.batch(); image++) {
      weights(p, image).setProduct(space, q.image(image), k.image(image).transposed());
    }
    Scale.scale(space, factor(q), p, p);
    int keys = k.length();
    space.kernels().softmax(p.size() / keys, keys, p.data(), p.offset(), p.data(), p.offset());
    for (int image = 0; image < q.batch(); image++) {
      y.image(image).setProduct(space, weights(p, image), v.image(image));
    }
  }

  private static void valueGradient(Workspace space, Tensor p, Heads dy, Heads dv) {
    for (int image = 0; image < dy.batch(); image++) {
      dv.image(image).setProduct(space, weights(p, image).transposed(), dy.image(image));
    }
  }

  /** The gradient of {@code q k'}. */
  private static Tensor scoreGradient(Workspace space, Heads v, Tensor p, Heads dy) {
    Tensor ds = space.allocate(p.shape());
    for (int image = 0; image < dy.batch(); image++) {
      weights(ds, image).setProduct(space, dy.image(image), v.image(image).transposed());
    }
    Softmax.gradient(space, v.length(), p, ds, ds);
    Scale.scale(space, factor(v), ds, ds);
    return ds;
  }

  private static void queryGradient(Workspace space, Tensor ds, Heads k, Heads dq) {
    for (int image = 0; image < k.batch(); image++) {
      dq.image(image).setProduct(space, weights(ds, image), k.image(image));
    }
  }

  private static void keyGradient(Workspace space, Tensor ds, Heads q, Heads dk) {
    for (int image = 0; image < q.batch(); image++) {
      dk.image(image).setProduct(space, weights(ds, image).transposed(), q.image(image));
    }
  }

  private static Shape weightsShape(Heads q, Heads k) {
    return Shape.of(q.batch(), q.heads(), q.length(), k.length());
  }

  /** The heads' matrices {@code [T, S]} of one image. */
  private static Matrix weights(Tensor p, int image) {
    int heads = p.shape().dim(1);
    int rows = p.shape().dim(2);
    int columns = p.shape().dim(3);
    int apart = rows * columns;
    return new Matrix(p, image * heads * apart, heads, apart, rows, columns, columns, 1);
  }

  private static float factor(Heads heads) {
    return (float) (1 / Math.sqrt(heads.size()));
  }

  private static void checkWidth(String where, Shape shape, long multiple) {
    Expect.that(
        multiple > 0 && shape.dim(2) > 0 && shape.dim(2) % multiple == 0,
        where,
        "a last axis divisible by " + multiple,
        shape);
  }
}
