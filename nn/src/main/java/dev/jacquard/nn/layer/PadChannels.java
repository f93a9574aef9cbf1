package dev.jacquard.nn.layer;

/**
 * Channels of zeros before and behind those of {@code [N, C, ...]}: {@code [N, before + C + after,
 * ...]}.
 *
 * @param before how many before
 * @param after how many behind
 */
public record PadChannels(int before, int after) implements Layer {
  /** Checks the numbers. */
  public PadChannels {
    Expect.notNegative("pad_channels: before", before);
    Expect.notNegative("pad_channels: after", after);
  }

  @Override
  public String kind() {
    return "pad_channels";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.padChannels(this);
  }
}
