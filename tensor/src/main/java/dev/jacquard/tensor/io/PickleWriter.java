package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a tree of data as a pickle of protocol 2 the way PyTorch does: tensors are calls of {@code
 * _rebuild_tensor_v2} over storages that are named by number and kept elsewhere.
 */
final class PickleWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final List<StoredArray> storages = new ArrayList<>();
  private final Deque<Object> path = new ArrayDeque<>();

  /** Writes the whole pickle of a tree. */
  PickleWriter(Object root) throws IOException {
    opcode(PickleOpcode.PROTO);
    out.writeByte(2);
    value(root);
    opcode(PickleOpcode.STOP);
  }

  /** The pickle. */
  byte[] pickle() {
    return bytes.toByteArray();
  }

  /** The arrays whose bytes belong under the names "0", "1", ... */
  List<StoredArray> storages() {
    return Collections.unmodifiableList(storages);
  }

  private void value(Object value) throws IOException {
    if (path.size() > PickleTree.DEEPEST) {
      throw error("at most " + PickleTree.DEEPEST + " levels of data");
    }
    if (value instanceof Map<?, ?> map) {
      opcode(PickleOpcode.EMPTY_DICT);
      opcode(PickleOpcode.MARK);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        key(entry.getKey());
        below(entry.getKey(), entry.getValue());
      }
      opcode(PickleOpcode.SETITEMS);
    } else if (value instanceof Tuple tuple) {
      marked(tuple);
      opcode(PickleOpcode.TUPLE);
    } else if (value instanceof List<?> list) {
      opcode(PickleOpcode.EMPTY_LIST);
      marked(list);
      opcode(PickleOpcode.APPENDS);
    } else if (value instanceof Set<?> set) {
      global("__builtin__", "set");
      opcode(PickleOpcode.EMPTY_LIST);
      opcode(PickleOpcode.MARK);
      for (Object element : set) {
        key(element);
      }
      opcode(PickleOpcode.APPENDS);
      opcode(PickleOpcode.TUPLE1);
      opcode(PickleOpcode.REDUCE);
    } else if (value instanceof Tensor tensor) {
      array(StoredArray.of(tensor));
    } else if (value instanceof StoredArray array) {
      array(array);
    } else {
      scalar(value);
    }
  }

  private void key(Object key) throws IOException {
    if (!PickleKeys.isKey(key)) {
      throw error("strings and numbers as keys, got " + kind(key));
    }
    scalar(key);
  }

  private void marked(List<?> values) throws IOException {
    opcode(PickleOpcode.MARK);
    int place = 0;
    for (Object value : values) {
      below(place++, value);
    }
  }

  private void below(Object key, Object value) throws IOException {
    path.addLast(key);
    value(value);
    path.removeLast();
  }

  private void scalar(Object value) throws IOException {
    if (value == None.NONE) {
      opcode(PickleOpcode.NONE);
    } else if (value instanceof Boolean truth) {
      opcode(truth ? PickleOpcode.NEWTRUE : PickleOpcode.NEWFALSE);
    } else if (value instanceof String string) {
      string(string);
    } else if (value instanceof Double || value instanceof Float) {
      opcode(PickleOpcode.BINFLOAT);
      out.writeDouble(((Number) value).doubleValue());
    } else if (value instanceof BigInteger integer) {
      integer(integer);
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      integer(((Number) value).longValue());
    } else if (value instanceof byte[] raw) {
      global("_codecs", "encode");
      string(new String(raw, StandardCharsets.ISO_8859_1));
      string("latin1");
      opcode(PickleOpcode.TUPLE2);
      opcode(PickleOpcode.REDUCE);
    } else {
      throw error("plain data and tensors, got " + kind(value));
    }
  }

  private void array(StoredArray array) throws IOException {
    DType type = array.type();
    if (type.torchStorage().isEmpty()) {
      throw error("a type for which PyTorch has a storage, " + type + " has none");
    }
    global("torch._utils", "_rebuild_tensor_v2");
    opcode(PickleOpcode.MARK);
    opcode(PickleOpcode.MARK);
    string("storage");
    global("torch", type.torchStorage());
    string(Integer.toString(storages.size()));
    string("cpu");
    integer(array.shape().size());
    opcode(PickleOpcode.TUPLE);
    opcode(PickleOpcode.BINPERSID);
    integer(0);
    integers(array.shape().dims());
    integers(strides(array.shape()));
    opcode(PickleOpcode.NEWFALSE);
    global("collections", "OrderedDict");
    opcode(PickleOpcode.EMPTY_TUPLE);
    opcode(PickleOpcode.REDUCE);
    opcode(PickleOpcode.TUPLE);
    opcode(PickleOpcode.REDUCE);
    storages.add(array);
  }

  /** PyTorch counts an empty axis as one element when it makes the strides of the others. */
  private static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    long stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = (int) Math.min(stride, Integer.MAX_VALUE);
      stride = Math.min(stride * Math.max(1, shape.dim(axis)), Integer.MAX_VALUE);
    }
    return strides;
  }

  private void integers(int[] values) throws IOException {
    opcode(PickleOpcode.MARK);
    for (int value : values) {
      integer(value);
    }
    opcode(PickleOpcode.TUPLE);
  }

  private void integer(long value) throws IOException {
    if (value == (int) value) {
      opcode(PickleOpcode.BININT);
      out.writeInt(Integer.reverseBytes((int) value));
    } else {
      integer(BigInteger.valueOf(value));
    }
  }

  private void integer(BigInteger value) throws IOException {
    byte[] bigEndian = value.toByteArray();
    if (bigEndian.length > PickleReader.LARGEST_INTEGER_BYTES) {
      throw error("integers of at most " + PickleReader.LARGEST_INTEGER_BYTES + " bytes");
    }
    opcode(PickleOpcode.LONG1);
    out.writeByte(bigEndian.length);
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      out.writeByte(bigEndian[i]);
    }
  }

  private void string(String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    opcode(PickleOpcode.BINUNICODE);
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
  }

  private void global(String module, String name) throws IOException {
    opcode(PickleOpcode.GLOBAL);
    out.writeBytes(module + "\n" + name + "\n");
  }

  /** What a value is, where it is none that can be written. */
  private static String kind(Object value) {
    // Callers without a checker of nulls get them into lists and maps.
    return value == null ? "null" : value.getClass().getName();
  }

  private TensorFileException error(String expected) {
    String keys = path.stream().map(String::valueOf).collect(Collectors.joining("/"));
    return new TensorFileException("entry '" + Excerpt.of(keys) + "': expected " + expected);
  }

  private void opcode(PickleOpcode opcode) throws IOException {
    out.writeByte(opcode.code());
  }
}
