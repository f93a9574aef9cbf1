package dev.jacquard.nn.layer;

/**
 * The core of multi-head self-attention (Vaswani et al. 2017), {@code softmax(q k' / sqrt(d)) v}
 * for each head, without the projections around it: {@code [N, T, 3 heads d]} to {@code [N, T,
 * heads d]}. The last axis of the input holds q, k and v one after the other, each head by head.
 *
 * @param heads number of heads
 */
public record Attention(int heads) implements Layer {
  /** Checks that there is a head. */
  public Attention {
    Expect.positive("attention: heads", heads);
  }

  @Override
  public String kind() {
    return "attention";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.attention(this);
  }
}
