package dev.jacquard.tensor.io;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that checkpoints may use: those that tensors and ordered dictionaries need. */
final class TorchTypes implements PickleTypes {
  private static final Set<String> UNTYPED_STORAGES =
      Set.of(
          "torch.UntypedStorage",
          "torch._UntypedStorage",
          "torch.storage.UntypedStorage",
          "torch.storage._UntypedStorage");

  private final String where;
  private final TorchStorages storages;
  private final MemoryBudget budget;

  /** A storage's class; without an element type for the untyped one. */
  private sealed interface StorageType {
    record Typed(DType type) implements StorageType {}

    record Untyped() implements StorageType {}
  }

  /** A storage that a tensor may be made over: {@code count} elements, or bytes if untyped. */
  private record Storage(StorageType type, String key, long count) {}

  /** Types for a checkpoint with these storages. */
  TorchTypes(String where, TorchStorages storages, MemoryBudget budget) {
    this.where = where;
    this.storages = storages;
    this.budget = budget;
  }

  @Override
  public Object global(String module, String name) throws TensorFileException {
    String full = module + "." + name;
    budget.charge(MemoryBudget.COLLECTION);
    if (UNTYPED_STORAGES.contains(full)) {
      return new StorageType.Untyped();
    }
    if (module.equals("torch") || module.equals("torch.cuda")) {
      for (DType type : DType.values()) {
        if (name.equals(type.torchStorage())) {
          return new StorageType.Typed(type);
        }
        if (name.equals(type.torch())) {
          return type;
        }
      }
    }
    return constructor(full);
  }

  @Override
  public Object persistent(Object id) throws TensorFileException {
    if (!(id instanceof Tuple tuple)
        || tuple.size() < 5
        || tuple.size() > 6
        || !tuple.get(0).equals("storage")
        || !(tuple.get(1) instanceof StorageType type)
        || !(tuple.get(2) instanceof String key)
        || !(tuple.get(3) instanceof String)
        || !(tuple.get(4) instanceof Long count)
        || (tuple.size() == 6 && tuple.get(5) != None.NONE)) {
      throw error("an id ('storage', type, key, device, count)");
    }
    budget.charge(MemoryBudget.COLLECTION);
    return new Storage(type, key, count);
  }

  @Override
  public void build(Object target, Map<?, ?> state) throws TensorFileException {
    // Attributes of ordered dictionaries are versions of modules (_metadata), which we do not need.
    if (!(target instanceof LinkedHashMap<?, ?>)) {
      throw error("attributes of dictionaries only, not of a " + target.getClass().getSimpleName());
    }
  }

  private Constructor constructor(String name) throws TensorFileException {
    return switch (name) {
      case "collections.OrderedDict" -> this::orderedDictionary;
      case "torch._utils._rebuild_tensor" -> arguments -> tensor(arguments, 4, 4);
      case "torch._utils._rebuild_tensor_v2" -> arguments -> tensor(arguments, 6, 7);
      case "torch._utils._rebuild_tensor_v3" -> this::tensorOfType;
      case "torch._utils._rebuild_parameter" -> arguments -> parameter(arguments, 3);
      case "torch._utils._rebuild_parameter_with_state" -> arguments -> parameter(arguments, 4);
      case "torch.Size" -> this::size;
      case "torch.device" -> this::device;
      case "_codecs.encode" -> this::latin1Bytes;
      case "builtins.bytes", "__builtin__.bytes", "builtins.bytearray", "__builtin__.bytearray" ->
          this::bytes;
      case "builtins.set", "__builtin__.set", "builtins.frozenset", "__builtin__.frozenset" ->
          this::set;
      default ->
          throw new TensorFileException(
              where
                  + ": expected plain data and tensors, refuses '"
                  + Excerpt.of(name)
                  + "' (only tensors and what they are made of may be named)");
    };
  }

  private Object orderedDictionary(Tuple arguments) throws TensorFileException {
    budget.charge(MemoryBudget.COLLECTION);
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (arguments.isEmpty()) {
      return dictionary;
    }
    if (arguments.size() != 1 || !(arguments.get(0) instanceof List<?> pairs)) {
      throw error("OrderedDict() or OrderedDict([[key, value], ...])");
    }
    budget.charge((long) pairs.size() * MemoryBudget.MAP_ENTRY);
    for (Object pair : pairs) {
      if (!(pair instanceof List<?> item)
          || item.size() != 2
          || !PickleKeys.objection(dictionary.keySet(), item.get(0)).isEmpty()
          || dictionary.put(item.get(0), item.get(1)) != null) {
        throw error("pairs of different keys of one kind and a value each in OrderedDict");
      }
    }
    return dictionary;
  }

  private Object set(Tuple arguments) throws TensorFileException {
    Set<Object> set = new LinkedHashSet<>();
    if (arguments.size() != 1 || !(arguments.get(0) instanceof List<?> values)) {
      throw error("set([value, ...])");
    }
    budget.charge(2 * MemoryBudget.COLLECTION + (long) values.size() * MemoryBudget.MAP_ENTRY);
    for (Object value : values) {
      String objection = PickleKeys.objection(set, value);
      if (!objection.isEmpty()) {
        throw error(objection + " in a set");
      }
      set.add(value);
    }
    return set;
  }

  private Object tensor(Tuple arguments, int fewest, int most) throws TensorFileException {
    checkCount("_rebuild_tensor", arguments, fewest, most);
    if (arguments.size() == 7) {
      checkNoMetadata(arguments.get(6));
    }
    if (!(arguments.get(0) instanceof Storage storage)
        || !(storage.type instanceof StorageType.Typed typed)) {
      throw error("a typed storage in _rebuild_tensor");
    }
    return tensor(storage, typed.type, storage.count, arguments);
  }

  /** A tensor over an untyped storage, which names its own element type. */
  private Object tensorOfType(Tuple arguments) throws TensorFileException {
    checkCount("_rebuild_tensor_v3", arguments, 7, 8);
    if (arguments.size() == 8) {
      checkNoMetadata(arguments.get(7));
    }
    if (!(arguments.get(0) instanceof Storage storage)
        || !(storage.type instanceof StorageType.Untyped)
        || !(arguments.get(6) instanceof DType type)
        || storage.count % type.bytes() != 0) {
      throw error("an untyped storage of whole elements and their type in _rebuild_tensor_v3");
    }
    return tensor(storage, type, storage.count / type.bytes(), arguments);
  }

  private Object tensor(Storage storage, DType type, long count, Tuple arguments)
      throws TensorFileException {
    if (!(arguments.get(1) instanceof Long offset)) {
      throw error("an integer as storage offset");
    }
    budget.charge(MemoryBudget.ARRAY);
    return storages.tensor(
        type, storage.key, count, offset, integers(arguments.get(2)), integers(arguments.get(3)));
  }

  private long[] integers(Object value) throws TensorFileException {
    if (!(value instanceof Tuple tuple) || tuple.size() > FormatLimits.MOST_AXES) {
      throw error("a tuple of at most " + FormatLimits.MOST_AXES + " integers");
    }
    long[] integers = new long[tuple.size()];
    for (int i = 0; i < integers.length; i++) {
      if (!(tuple.get(i) instanceof Long integer)) {
        throw error("a tuple of integers as size or stride");
      }
      integers[i] = integer;
    }
    return integers;
  }

  /** Metadata says, for one, that all values are still to be negated. */
  private void checkNoMetadata(Object metadata) throws TensorFileException {
    if (metadata != None.NONE && !(metadata instanceof Map<?, ?> map && map.isEmpty())) {
      throw error("a tensor without pending conjugation or negation");
    }
  }

  private Object parameter(Tuple arguments, int count) throws TensorFileException {
    checkCount("_rebuild_parameter", arguments, count, count);
    if (!(arguments.get(0) instanceof StoredArray array)) {
      throw error("a tensor in _rebuild_parameter");
    }
    return array;
  }

  private Object size(Tuple arguments) throws TensorFileException {
    checkCount("torch.Size", arguments, 1, 1);
    if (!(arguments.get(0) instanceof Tuple size)) {
      throw error("a tuple in torch.Size");
    }
    return size;
  }

  private Object device(Tuple arguments) throws TensorFileException {
    checkCount("torch.device", arguments, 1, 2);
    budget.charge(4L * MemoryBudget.STRING);
    if (!(arguments.get(0) instanceof String kind)) {
      throw error("a string in torch.device");
    }
    if (arguments.size() == 1) {
      return kind;
    }
    if (!(arguments.get(1) instanceof Long index) || kind.length() > MemoryBudget.STRING) {
      throw error("a kind and a number in torch.device");
    }
    return kind + ":" + index;
  }

  /** How protocol 2, which has no bytes of its own, writes them. */
  private Object latin1Bytes(Tuple arguments) throws TensorFileException {
    if (arguments.size() != 2
        || !(arguments.get(0) instanceof String text)
        || !(arguments.get(1) instanceof String charset)
        || !charset.equals("latin1")) {
      throw error("a string and 'latin1' in _codecs.encode");
    }
    budget.charge(MemoryBudget.NUMBER + text.length());
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How protocols without an instruction for them write empty bytes, and arrays of bytes. */
  private Object bytes(Tuple arguments) throws TensorFileException {
    if (arguments.isEmpty()) {
      budget.charge(MemoryBudget.NUMBER);
      return new byte[0];
    }
    if (arguments.size() != 1 || !(arguments.get(0) instanceof byte[] bytes)) {
      throw error("bytes or nothing in bytearray");
    }
    return bytes;
  }

  private void checkCount(String name, Tuple arguments, int fewest, int most)
      throws TensorFileException {
    if (arguments.size() < fewest || arguments.size() > most) {
      throw error(fewest + " to " + most + " arguments of " + name + ", not " + arguments.size());
    }
  }

  private TensorFileException error(String expected) {
    return new TensorFileException(where + ": expected " + expected);
  }
}
