package dev.jacquard.tensor.io;

/** Pickles written out instruction by instruction; every character is one byte. */
final class HandMadePickles {
  private HandMadePickles() {}

  /** A pickle of protocol 2. */
  static byte[] pickle(String instructions) {
    return SampleFiles.ascii("\u0080\u0002" + instructions + ".");
  }

  /** A tensor over storage "0"; offset, size and stride are instructions that push integers. */
  static byte[] tensor(String storage, int count, String offset, String sizes, String strides) {
    return pickle(
        "ctorch._utils\n_rebuild_tensor_v2\n(("
            + text("storage")
            + "ctorch\n"
            + storage
            + "\n"
            + text("0")
            + text("cpu")
            + integer(count)
            + "tQ"
            + offset
            + "("
            + sizes
            + "t("
            + strides
            + "t\u0089ccollections\nOrderedDict\n)RtR");
  }

  /** A tensor over untyped storage "0" of so many bytes. */
  static byte[] untyped(String type, int bytes, int size) {
    return pickle(
        "ctorch._utils\n_rebuild_tensor_v3\n(("
            + text("storage")
            + "ctorch.storage\nUntypedStorage\n"
            + text("0")
            + text("cpu")
            + integer(bytes)
            + "tQK\0("
            + integer(size)
            + "t(K\u0001t\u0089ccollections\nOrderedDict\n)Rctorch\n"
            + type
            + "\ntR");
  }

  /** The instruction that pushes a string. */
  static String text(String value) {
    return "X" + little(value.length()) + value;
  }

  /** The instruction that pushes an integer. */
  static String integer(int value) {
    return "J" + little(value);
  }

  /** The instruction that pushes a long. */
  static String longInteger(long value) {
    return "\u008a\u0008" + little((int) value) + little((int) (value >> 32));
  }

  private static String little(int value) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      bytes.append((char) (value >>> (8 * i) & 0xff));
    }
    return bytes.toString();
  }
}
