package dev.jacquard.tensor.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what a pickle made into a tree that anybody may walk: nothing contains itself, nothing is
 * deeper than {@link #DEEPEST}, and parts that occur several times do not multiply without end.
 * Collections become unmodifiable, types of elements become their names.
 */
final class PickleTree {
  static final int DEEPEST = 100;

  /** Without sharing there is at most one value for every byte of the pickle. */
  private static final long MOST_NODES_PER_BYTE = 16;

  private final String where;
  private final MemoryBudget budget;
  private final long mostNodes;
  private final IdentityHashMap<Object, Settled> settled = new IdentityHashMap<>();
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** A collection that is ready, with the levels and nodes below it. */
  private record Settled(Object value, int height, long nodes) {}

  private PickleTree(String where, MemoryBudget budget, int pickleBytes) {
    this.where = where;
    this.budget = budget;
    this.mostNodes = MOST_NODES_PER_BYTE * pickleBytes;
  }

  /** The tree that begins at this object, which a pickle of so many bytes made. */
  static Object of(String where, MemoryBudget budget, Object root, int pickleBytes)
      throws TensorFileException {
    return new PickleTree(where, budget, pickleBytes).settle(root, 0).value;
  }

  private Settled settle(Object value, int depth) throws TensorFileException {
    if (value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof StoredArray
        || value instanceof byte[]
        || value == None.NONE) {
      return new Settled(value, 0, 1);
    }
    if (value instanceof DType type) {
      return new Settled("torch." + type.torch(), 0, 1);
    }
    Settled known = settled.get(value);
    if (known != null) {
      checkDepth(depth + known.height);
      return known;
    }
    checkDepth(depth);
    budget.charge(MemoryBudget.SETTLED);
    if (!open.add(value)) {
      throw new TensorFileException(where + ": expected a tree, a collection contains itself");
    }
    Settled result = settleCollection(value, depth);
    open.remove(value);
    if (result.nodes > mostNodes) {
      throw new TensorFileException(
          where + ": expected at most " + mostNodes + " values, shared ones counted again");
    }
    settled.put(value, result);
    return result;
  }

  @SuppressWarnings("unchecked") // Pickle readers make collections of objects only.
  private Settled settleCollection(Object value, int depth) throws TensorFileException {
    Extent extent = new Extent();
    if (value instanceof LinkedHashMap<?, ?> map) {
      for (Map.Entry<Object, Object> entry : ((Map<Object, Object>) map).entrySet()) {
        entry.setValue(extent.including(settle(entry.getValue(), depth + 1)));
      }
      return extent.of(Collections.unmodifiableMap(map));
    }
    if (value instanceof ArrayList<?> list) {
      List<Object> elements = (List<Object>) list;
      for (int i = 0; i < elements.size(); i++) {
        elements.set(i, extent.including(settle(elements.get(i), depth + 1)));
      }
      return extent.of(Collections.unmodifiableList(elements));
    }
    if (value instanceof Tuple tuple) {
      for (int i = 0; i < tuple.size(); i++) {
        tuple.settle(i, extent.including(settle(tuple.get(i), depth + 1)));
      }
      return extent.of(tuple);
    }
    if (value instanceof LinkedHashSet<?> set) {
      // Readers let only scalars into sets.
      extent.nodes += set.size();
      return extent.of(Collections.unmodifiableSet(set));
    }
    throw new TensorFileException(
        where + ": expected data, found a storage or a constructor outside of a tensor");
  }

  private void checkDepth(int depth) throws TensorFileException {
    if (depth > DEEPEST) {
      throw new TensorFileException(where + ": expected at most " + DEEPEST + " levels of data");
    }
  }

  /** What is below a collection, as far as it was walked. */
  private static final class Extent {
    private int height;
    private long nodes = 1;

    Object including(Settled child) {
      height = Math.max(height, child.height + 1);
      nodes += child.nodes;
      return child.value;
    }

    Settled of(Object value) {
      return new Settled(value, height, nodes);
    }
  }
}
