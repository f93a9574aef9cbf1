package dev.jacquard.nn.model;

/** How MobileNets and their heirs round numbers of channels. */
final class Channels {
  private Channels() {}

  /** The nearest multiple, halves upwards, but nothing that is more than a tenth too small. */
  static int round(double channels, int multiple) {
    int rounded = Math.max(multiple, (int) (channels + multiple / 2.0) / multiple * multiple);
    return rounded < 0.9 * channels ? rounded + multiple : rounded;
  }
}
