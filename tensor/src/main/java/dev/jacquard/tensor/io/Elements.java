package dev.jacquard.tensor.io;

import java.nio.ByteBuffer;

/** What the bytes of one element mean, in the byte order of the buffer that holds them. */
final class Elements {
  private Elements() {}

  /** The element as a float, rounded once, to nearest. */
  static float toFloat(DType type, ByteBuffer bytes, int at) {
    return switch (type) {
      case F32 -> bytes.getFloat(at);
      case F64 -> (float) bytes.getDouble(at);
      case F16 -> HalfPrecision.ofBinary16(bytes.getShort(at));
      case BF16 -> HalfPrecision.ofBfloat16(bytes.getShort(at));
      case U64 -> unsignedToFloat(bytes.getLong(at));
      case BOOL, U8, I8, U16, I16, U32, I32, I64 -> (float) integer(type, bytes, at);
    };
  }

  /** The element as a double: exact for all types but the 64-bit integers, which are rounded. */
  static double toDouble(DType type, ByteBuffer bytes, int at) {
    return switch (type) {
      case F32 -> bytes.getFloat(at);
      case F64 -> bytes.getDouble(at);
      case F16 -> HalfPrecision.ofBinary16(bytes.getShort(at));
      case BF16 -> HalfPrecision.ofBfloat16(bytes.getShort(at));
      case U64 -> unsignedToDouble(bytes.getLong(at));
      case BOOL, U8, I8, U16, I16, U32, I32, I64 -> (double) integer(type, bytes, at);
    };
  }

  /**
   * The element as a long.
   *
   * @throws ArithmeticException if it is not an integer of that range
   */
  static long toLong(DType type, ByteBuffer bytes, int at) {
    return switch (type) {
      case F16, BF16, F32, F64 -> exact(toDouble(type, bytes, at));
      case U64 -> {
        long value = bytes.getLong(at);
        if (value < 0) {
          throw new ArithmeticException(
              Long.toUnsignedString(value) + " is above the largest signed 64-bit integer");
        }
        yield value;
      }
      case BOOL, U8, I8, U16, I16, U32, I32, I64 -> integer(type, bytes, at);
    };
  }

  private static long integer(DType type, ByteBuffer bytes, int at) {
    return switch (type) {
      case BOOL -> bytes.get(at) == 0 ? 0 : 1;
      case U8 -> Byte.toUnsignedLong(bytes.get(at));
      case I8 -> bytes.get(at);
      case U16 -> Short.toUnsignedLong(bytes.getShort(at));
      case I16 -> bytes.getShort(at);
      case U32 -> Integer.toUnsignedLong(bytes.getInt(at));
      case I32 -> bytes.getInt(at);
      case I64 -> bytes.getLong(at);
      case U64, F16, BF16, F32, F64 -> throw new IllegalArgumentException(type.name());
    };
  }

  private static long exact(double value) {
    long integer = (long) value;
    // The cast stops at the largest long, which as a double is 2^63 again.
    if (integer != value || value == 0x1p63) {
      throw new ArithmeticException(value + " is not a 64-bit integer");
    }
    return integer;
  }

  private static float unsignedToFloat(long value) {
    // Halved with the lost bit kept as a sticky one, so that the only rounding is the cast's.
    return value >= 0 ? (float) value : (float) (value >>> 1 | (value & 1)) * 2;
  }

  private static double unsignedToDouble(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1 | (value & 1)) * 2;
  }
}
