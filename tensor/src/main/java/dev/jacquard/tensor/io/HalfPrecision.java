package dev.jacquard.tensor.io;

/** The two 16-bit formats of floating-point numbers. */
final class HalfPrecision {
  private HalfPrecision() {}

  /** The value of an IEEE 754 binary16 number: 1 sign bit, 5 of exponent, 10 of fraction. */
  static float ofBinary16(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }

  /** The value of a bfloat16 number: a binary32 number without the lower half of its bits. */
  static float ofBfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
