package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The storages of a checkpoint, each of which is read once, and the tensors that lie over them. */
final class TorchStorages {
  /** How many elements an expanded tensor may have beyond those of its storage. */
  private static final int MOST_REPEATED = 1 << 22;

  private final ZipArchive archive;
  private final String where;
  private final String prefix;
  private final ByteOrder order;
  private final Map<String, ByteBuffer> read = new HashMap<>();

  /** The storages below a directory of an archive, all in one byte order. */
  TorchStorages(ZipArchive archive, String where, String prefix, ByteOrder order) {
    this.archive = archive;
    this.where = where;
    this.prefix = prefix;
    this.order = order;
  }

  /** The tensor over a storage of {@code count} elements; offset and strides are in elements. */
  StoredArray tensor(DType type, String key, long count, long offset, long[] dims, long[] strides)
      throws TensorFileException {
    String storage = where + ": storage '" + Excerpt.of(key) + "'";
    Shape shape = FormatLimits.shape(storage, type, dims);
    ByteBuffer bytes = bytes(storage, key);
    if (count < 0
        || count != bytes.remaining() / type.bytes()
        || bytes.remaining() % type.bytes() != 0) {
      throw new TensorFileException(
          storage
              + ": expected "
              + count
              + " elements "
              + type
              + ", file has "
              + bytes.remaining()
              + " bytes");
    }
    int[] steps = checkedSteps(storage, shape, strides, offset, count);
    if (shape.size() - count > MOST_REPEATED) {
      throw new TensorFileException(
          storage
              + ": expected a tensor of at most "
              + MOST_REPEATED
              + " elements more than the storage's "
              + count
              + ", got "
              + shape);
    }
    int start = shape.size() == 0 ? 0 : (int) offset;
    Content content =
        isRowMajor(shape, steps)
            ? Content.of(bytes.slice(start * type.bytes(), shape.size() * type.bytes()))
            : Content.strided(bytes, type.bytes(), shape.size(), shape.dims(), steps, start);
    return new StoredArray(storage, type, shape, order, false, content);
  }

  private ByteBuffer bytes(String storage, String key) throws TensorFileException {
    ByteBuffer known = read.get(key);
    if (known != null) {
      return known;
    }
    ZipArchive.Member member = archive.members().get(prefix + "data/" + key);
    if (member == null) {
      throw new TensorFileException(storage + ": expected an entry with its bytes, there is none");
    }
    ByteBuffer bytes = archive.storedBytes(member);
    read.put(key, bytes);
    return bytes;
  }

  /** The strides, after a check that no element lies outside the storage. */
  private static int[] checkedSteps(
      String storage, Shape shape, long[] strides, long offset, long count)
      throws TensorFileException {
    if (strides.length != shape.rank()) {
      throw new TensorFileException(
          storage + ": expected a stride for every axis of " + shape + ", got " + strides.length);
    }
    int[] steps = new int[strides.length];
    long last = offset;
    boolean inside = offset >= 0 && (shape.size() == 0 || offset < count);
    for (int axis = 0; axis < steps.length && inside && shape.size() > 0; axis++) {
      long farthest = shape.dim(axis) - 1L;
      if (farthest > 0) {
        // Both factors are below 2^31 once the stride is, so that nothing overflows.
        inside = strides[axis] >= 0 && strides[axis] < count;
        last += inside ? farthest * strides[axis] : 0;
        inside &= last < count;
        steps[axis] = inside ? (int) strides[axis] : 0;
      }
    }
    if (!inside) {
      throw new TensorFileException(
          storage + ": expected all elements of " + shape + " from " + offset + " within " + count);
    }
    return steps;
  }

  private static boolean isRowMajor(Shape shape, int[] steps) {
    int[] rowMajor = shape.strides();
    for (int axis = 0; axis < steps.length; axis++) {
      if (shape.size() > 0 && shape.dim(axis) > 1 && steps[axis] != rowMajor[axis]) {
        return false;
      }
    }
    return true;
  }
}
