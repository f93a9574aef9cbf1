package dev.jacquard.tensor.io;

/** The types of elements that files of tensors hold. The names are those of safetensors. */
public enum DType {
  /** A truth value in one byte, 0 for false. */
  BOOL(1, "b1", "BoolStorage", "bool"),
  /** An unsigned 8-bit integer. */
  U8(1, "u1", "ByteStorage", "uint8"),
  /** A signed 8-bit integer. */
  I8(1, "i1", "CharStorage", "int8"),
  /** An unsigned 16-bit integer. */
  U16(2, "u2", "", "uint16"),
  /** A signed 16-bit integer. */
  I16(2, "i2", "ShortStorage", "int16"),
  /** An unsigned 32-bit integer. */
  U32(4, "u4", "", "uint32"),
  /** A signed 32-bit integer. */
  I32(4, "i4", "IntStorage", "int32"),
  /** An unsigned 64-bit integer. */
  U64(8, "u8", "", "uint64"),
  /** A signed 64-bit integer. */
  I64(8, "i8", "LongStorage", "int64"),
  /** IEEE 754 half precision. */
  F16(2, "f2", "HalfStorage", "float16"),
  /** The upper half of a single-precision number. */
  BF16(2, "", "BFloat16Storage", "bfloat16"),
  /** IEEE 754 single precision. */
  F32(4, "f4", "FloatStorage", "float32"),
  /** IEEE 754 double precision. */
  F64(8, "f8", "DoubleStorage", "float64");

  private final int bytes;
  private final String npy;
  private final String torchStorage;
  private final String torch;

  DType(int bytes, String npy, String torchStorage, String torch) {
    this.bytes = bytes;
    this.npy = npy;
    this.torchStorage = torchStorage;
    this.torch = torch;
  }

  /** The bytes that one element takes. */
  public int bytes() {
    return bytes;
  }

  /** NumPy's kind and size ({@code f4}); empty where NumPy has no such type. */
  String npy() {
    return npy;
  }

  /** The class of PyTorch's typed storage; empty where PyTorch has only the untyped one. */
  String torchStorage() {
    return torchStorage;
  }

  /** PyTorch's name ({@code float32}). */
  String torch() {
    return torch;
  }
}
