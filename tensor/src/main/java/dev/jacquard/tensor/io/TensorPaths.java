package dev.jacquard.tensor.io;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the tensors in a tree of data, and names each by the keys and places that lead to it. */
final class TensorPaths {
  private static final long MOST_CHARACTERS = FormatLimits.SPARE_BYTES / 2;

  private final String where;
  private final Map<String, StoredArray> arrays = new LinkedHashMap<>();
  private final Deque<Object> path = new ArrayDeque<>();
  private long characters;

  private TensorPaths(String where) {
    this.where = where;
  }

  /** The tensors by name, in the tree's order. */
  static Map<String, StoredArray> of(String where, Object root) throws TensorFileException {
    TensorPaths paths = new TensorPaths(where);
    paths.collect(root);
    return Collections.unmodifiableMap(paths.arrays);
  }

  private void collect(Object value) throws TensorFileException {
    if (value instanceof StoredArray array) {
      add(array);
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        collectBelow(entry.getKey(), entry.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collectBelow(i, list.get(i));
      }
    }
  }

  private void collectBelow(Object key, Object value) throws TensorFileException {
    path.addLast(key);
    collect(value);
    path.removeLast();
  }

  private void add(StoredArray array) throws TensorFileException {
    // Parts of a tree may be shared, so that names take far more than the file that they are from.
    for (Object key : path) {
      characters += 1 + (key instanceof String string ? string.length() : Long.BYTES);
    }
    if (characters > MOST_CHARACTERS || arrays.size() == FormatLimits.MOST_ENTRIES) {
      throw new TensorFileException(where + ": expected fewer tensors, or shorter names");
    }
    StringBuilder name = new StringBuilder();
    for (Object key : path) {
      name.append(name.isEmpty() ? "" : "/").append(key);
    }
    while (arrays.containsKey(name.toString())) {
      // A key may hold a slash itself.
      name.append('\'');
    }
    arrays.put(name.toString(), array);
  }
}
