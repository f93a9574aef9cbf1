package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An array as a file holds it: element type, shape, and the bytes as they were stored, in whatever
 * byte order, storage order or compression. They are decoded only when values are asked for, so
 * that a float32 array costs its bytes and the result and no third copy. Immutable, as long as
 * nobody changes the arrays that it was made over.
 */
public final class StoredArray {
  private static final int CHUNK_BYTES = 1 << 16;

  private final String origin;
  private final DType type;
  private final Shape shape;
  private final ByteOrder order;
  private final boolean columnMajor;
  private final Content content;

  StoredArray(
      String origin,
      DType type,
      Shape shape,
      ByteOrder order,
      boolean columnMajor,
      Content content) {
    this.origin = origin;
    this.type = type;
    this.shape = shape;
    this.order = order;
    this.columnMajor = columnMajor;
    this.content = content;
  }

  /** The float32 array of a tensor, whose elements it shares. */
  public static StoredArray of(Tensor tensor) {
    Content floats = Content.ofFloats(tensor.data(), tensor.offset(), tensor.size());
    return new StoredArray(
        "tensor", DType.F32, tensor.shape(), ByteOrder.LITTLE_ENDIAN, false, floats);
  }

  /**
   * The int64 array of these values, which are copied.
   *
   * @throws IllegalArgumentException if there are not as many as the shape has elements
   */
  public static StoredArray of(Shape shape, long... values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "shape " + shape + ": expected " + shape.size() + " values, got " + values.length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES));
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return new StoredArray(
        "values", DType.I64, shape, ByteOrder.LITTLE_ENDIAN, false, Content.of(bytes));
  }

  /** The float32 arrays of named tensors, in the same order. */
  public static Map<String, StoredArray> ofAll(Map<String, Tensor> tensors) {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> arrays.put(name, of(tensor)));
    return Collections.unmodifiableMap(arrays);
  }

  /** The values of named arrays as float32 tensors, in the same order. */
  public static Map<String, Tensor> toTensors(Map<String, StoredArray> arrays) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    arrays.forEach((name, array) -> tensors.put(name, array.toTensor()));
    return Collections.unmodifiableMap(tensors);
  }

  /** The type of the elements. */
  public DType type() {
    return type;
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The values as a new float32 tensor: bit for bit from F32, rounded to nearest from others. */
  public Tensor toTensor() {
    return Tensor.of(shape, toFloats());
  }

  /** The values in row-major order as floats: bit for bit from F32, else rounded to nearest. */
  public float[] toFloats() {
    float[] floats = new float[shape.size()];
    if (type == DType.F32 && !columnMajor) {
      readChunks((chunk, first, count) -> chunk.asFloatBuffer().get(floats, first, count));
    } else {
      visit((index, chunk, at) -> floats[index] = Elements.toFloat(type, chunk, at));
    }
    return floats;
  }

  /** The values in row-major order as doubles; 64-bit integers are rounded to nearest. */
  public double[] toDoubles() {
    double[] doubles = new double[shape.size()];
    visit((index, chunk, at) -> doubles[index] = Elements.toDouble(type, chunk, at));
    return doubles;
  }

  /**
   * The values in row-major order as longs.
   *
   * @throws TensorFileException if a value is not an integer in the range of long
   */
  public long[] toLongs() throws TensorFileException {
    long[] longs = new long[shape.size()];
    try {
      visit((index, chunk, at) -> longs[index] = Elements.toLong(type, chunk, at));
    } catch (ArithmeticException e) {
      throw new TensorFileException(
          origin + ": " + e.getMessage() + ", expected integers in " + this, e);
    }
    return longs;
  }

  /** The range, mean and spread of the values. */
  public Summary summary() {
    Summary.Accumulator accumulator = new Summary.Accumulator();
    visit((index, chunk, at) -> accumulator.add(Elements.toDouble(type, chunk, at)));
    return accumulator.summary();
  }

  /** Whether type, shape and every bit of every element are equal, however they are stored. */
  public boolean bitEquals(StoredArray other) {
    if (type != other.type || !shape.equals(other.shape)) {
      return false;
    }
    byte[] mine = new byte[CHUNK_BYTES];
    byte[] others = new byte[CHUNK_BYTES];
    try (InputStream left = littleEndian();
        InputStream right = other.littleEndian()) {
      int count;
      do {
        count = left.readNBytes(mine, 0, CHUNK_BYTES);
        int same = right.readNBytes(others, 0, CHUNK_BYTES);
        if (!Arrays.equals(mine, 0, count, others, 0, same)) {
          return false;
        }
      } while (count > 0);
      return true;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Type and shape, as in {@code F32 [64, 3, 7, 7]}. */
  @Override
  public String toString() {
    return type + " " + shape;
  }

  /** The number of bytes that the elements take. */
  long byteCount() {
    return (long) shape.size() * type.bytes();
  }

  /** The elements in row-major order, little endian. */
  InputStream littleEndian() throws IOException {
    if (!columnMajor && (order == ByteOrder.LITTLE_ENDIAN || type.bytes() == 1)) {
      return content.open();
    }
    int width = type.bytes();
    byte[] bytes = new byte[Math.multiplyExact(shape.size(), width)];
    boolean swap = order == ByteOrder.BIG_ENDIAN;
    visit(
        (index, chunk, at) -> {
          for (int i = 0; i < width; i++) {
            bytes[index * width + i] = chunk.get(swap ? at + width - 1 - i : at + i);
          }
        });
    return new ByteArrayInputStream(bytes);
  }

  /** Takes elements {@code first} to {@code first + count} in storage order. */
  @FunctionalInterface
  private interface ChunkReader {
    void read(ByteBuffer chunk, int first, int count);
  }

  /** Takes the element with this row-major index, whose bytes are at a place of a buffer. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int index, ByteBuffer chunk, int at);
  }

  private void visit(Visitor visitor) {
    int width = type.bytes();
    if (columnMajor) {
      StrideWalk walk = StrideWalk.columnMajor(shape);
      readChunks(
          (chunk, first, count) -> {
            for (int i = 0; i < count; i++) {
              visitor.visit(walk.next(), chunk, i * width);
            }
          });
    } else {
      readChunks(
          (chunk, first, count) -> {
            for (int i = 0; i < count; i++) {
              visitor.visit(first + i, chunk, i * width);
            }
          });
    }
  }

  private void readChunks(ChunkReader reader) {
    int width = type.bytes();
    int perChunk = CHUNK_BYTES / width;
    ByteBuffer chunk = ByteBuffer.allocate(Math.min(perChunk, shape.size()) * width).order(order);
    try (InputStream in = content.open()) {
      for (int first = 0; first < shape.size(); first += perChunk) {
        int count = Math.min(perChunk, shape.size() - first);
        if (in.readNBytes(chunk.array(), 0, count * width) != count * width) {
          throw new IOException("fewer bytes than when the file was read");
        }
        reader.read(chunk, first, count);
      }
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Bytes in memory were checked when they were read, and fail only if somebody changed them. */
  private UncheckedIOException damaged(IOException cause) {
    return new UncheckedIOException(
        origin + ": expected the bytes that were read, they have changed in memory", cause);
  }
}
