package dev.jacquard.tensor.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PyTorch checkpoint ({@code .pt}, {@code .pth}) in the zip format of {@code torch.save} since
 * PyTorch 1.6: a tree of data and tensors.
 *
 * <p>The tree is made of {@code Map<Object, Object>} (in the file's order), {@code List<Object>},
 * {@link Tuple}, {@code Set<Object>}, {@link String}, {@link Long}, {@link java.math.BigInteger}
 * (beyond long), {@link Double}, {@link Boolean}, {@code byte[]}, {@link None} and {@link
 * StoredArray}; element types and devices are their names. It is unmodifiable and at most 100
 * levels deep. Files can hold data only: whatever else a pickle names is refused and never run.
 */
public final class TorchCheckpoint {
  private static final String PICKLE = "data.pkl";
  private static final int ALIGNMENT = 64;

  /** The bytes that tell what a file is. */
  static final int HEAD_BYTES = 262;

  private final String name;
  private final Object root;

  private TorchCheckpoint(String name, Object root) {
    this.name = name;
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @throws TensorFileException if the file cannot be read or holds something else than data
   */
  public static TorchCheckpoint read(Path path) throws TensorFileException {
    try (ByteSource source = ByteSource.open(path)) {
      return read(source);
    }
  }

  /**
   * Reads the file that a stream holds to its end; the stream is not closed.
   *
   * @throws TensorFileException if the stream cannot be read or holds something else than data
   */
  public static TorchCheckpoint read(InputStream in) throws TensorFileException {
    return read(ByteSource.drain(in));
  }

  /**
   * Reads tensors over the bytes of a file, which they share.
   *
   * @throws TensorFileException if the bytes are not those of a checkpoint that holds only data
   */
  public static TorchCheckpoint read(byte[] bytes) throws TensorFileException {
    return read(ByteSource.of(bytes));
  }

  /**
   * Writes a tree of data to a file, which appears complete or not at all. Beside what {@link
   * #root} is made of, it may hold {@link dev.jacquard.tensor.Tensor}, {@link Integer} and {@link
   * Float}. PyTorch reads it back with {@code torch.load}, and what that version takes for data
   * also with {@code weights_only=True} (1.13 does not take floats outside of tensors).
   *
   * @throws TensorFileException if the file cannot be written, or the tree is too deep or holds
   *     something that PyTorch has no type for (U16, U32, U64)
   */
  public static void write(Path path, Object tree) throws TensorFileException {
    AtomicFile.write(path, out -> encode(out, tree));
  }

  /**
   * Writes a tree of data to a stream, which is flushed and left open.
   *
   * @throws TensorFileException as {@link #write(Path, Object)} does
   */
  public static void write(OutputStream out, Object tree) throws TensorFileException {
    AtomicFile.write(out, stream -> encode(stream, tree));
  }

  /** The whole tree. */
  public Object root() {
    return root;
  }

  /**
   * The value that these keys lead to, one dictionary after the other; the whole tree for none.
   *
   * @throws TensorFileException if there is no such value
   */
  public Object get(String... keys) throws TensorFileException {
    Object value = root;
    StringBuilder path = new StringBuilder(name);
    for (String key : keys) {
      if (!(value instanceof Map<?, ?> map)) {
        throw new TensorFileException(
            path + ": expected a dictionary with '" + key + "', found " + describe(value));
      }
      Object next = map.get(key);
      if (next == null) {
        throw new TensorFileException(
            path + ": expected the key '" + key + "', found " + describe(map));
      }
      path.append(": ").append(key);
      value = next;
    }
    return value;
  }

  /**
   * The state dictionary that these keys lead to: names and tensors, nothing else.
   *
   * @throws TensorFileException if there is none
   */
  public Map<String, StoredArray> stateDict(String... keys) throws TensorFileException {
    String where = name + (keys.length == 0 ? "" : ": " + String.join(": ", keys));
    if (!(get(keys) instanceof Map<?, ?> map)) {
      throw new TensorFileException(where + ": expected a dictionary of tensors");
    }
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)
          || !(entry.getValue() instanceof StoredArray array)) {
        throw new TensorFileException(
            where
                + ": expected a tensor as '"
                + Excerpt.of(entry.getKey().toString())
                + "', found "
                + describe(entry.getValue()));
      }
      arrays.put(key, array);
    }
    return Collections.unmodifiableMap(arrays);
  }

  /**
   * All tensors in the tree. Their names are the keys and places that lead to them, with slashes.
   *
   * @throws TensorFileException if one tensor occurs so often that the names fill the memory
   */
  public Map<String, StoredArray> arrays() throws TensorFileException {
    return TensorPaths.of(name, root);
  }

  static TorchCheckpoint read(ByteSource source) throws TensorFileException {
    ByteBuffer head = source.slice(0, Math.min(source.size(), HEAD_BYTES));
    if (!ZipArchive.begins(head)) {
      throw new TensorFileException(
          source.name()
              + (beginsOld(head)
                  ? ": expected the zip format, this is one before PyTorch 1.6; load it there"
                      + " and save it again with torch.save"
                  : ": expected a zip file as torch.save writes it"));
    }
    return read(source, ZipArchive.open(source));
  }

  /** Reads a checkpoint from an archive that is known to be one. */
  static TorchCheckpoint read(ByteSource source, ZipArchive archive) throws TensorFileException {
    ZipArchive.Member pickle = findPickle(source, archive);
    String path = pickle.name();
    String prefix = path.substring(0, path.length() - PICKLE.length());
    if (archive.members().containsKey(prefix + "constants.pkl")) {
      throw new TensorFileException(
          source.name()
              + ": expected tensors, this is a TorchScript program; save its state_dict instead");
    }
    String where = archive.where(pickle);
    MemoryBudget budget = new MemoryBudget(where, FormatLimits.SPARE_BYTES + source.size());
    TorchStorages storages =
        new TorchStorages(archive, source.name(), prefix, byteOrder(archive, prefix));
    TorchTypes types = new TorchTypes(where, storages, budget);
    ByteBuffer bytes = archive.storedBytes(pickle);
    PickleInput input = new PickleInput(where, bytes);
    Object root = new PickleReader(input, types, budget).read();
    return new TorchCheckpoint(
        source.name(), PickleTree.of(where, budget, root, bytes.remaining()));
  }

  /** Whether bytes begin as the pickles before PyTorch 1.6, or the tar files before 0.1.10, do. */
  static boolean beginsOld(ByteBuffer head) {
    if (head.remaining() > 1 && head.get(0) == (byte) 0x80) {
      return head.get(1) >= 2 && head.get(1) <= 5;
    }
    return head.remaining() >= HEAD_BYTES
        && StandardCharsets.ISO_8859_1.decode(head.slice(257, 5)).toString().equals("ustar");
  }

  /** Whether an archive looks like a checkpoint, and not like a file of arrays. */
  static boolean isCheckpoint(ZipArchive archive) {
    for (String member : archive.members().keySet()) {
      if (member.endsWith("/" + PICKLE)) {
        return true;
      }
    }
    return false;
  }

  private static ZipArchive.Member findPickle(ByteSource source, ZipArchive archive)
      throws TensorFileException {
    for (ZipArchive.Member member : archive.members().values()) {
      // The first directory is the archive's own name, which may be any.
      if (member.name().endsWith("/" + PICKLE)
          && member.name().indexOf('/') == member.name().length() - PICKLE.length() - 1) {
        return member;
      }
    }
    throw new TensorFileException(
        source.name() + ": expected an entry 'archive/data.pkl' as torch.save writes it");
  }

  private static ByteOrder byteOrder(ZipArchive archive, String prefix) throws TensorFileException {
    ZipArchive.Member member = archive.members().get(prefix + "byteorder");
    if (member == null) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String order =
        StandardCharsets.ISO_8859_1.decode(archive.storedBytes(member).duplicate()).toString();
    return switch (order.strip()) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new TensorFileException(
              archive.where(member) + ": expected little or big, got " + Excerpt.of(order));
    };
  }

  private static String describe(Object value) {
    if (value instanceof Map<?, ?> map) {
      return "the keys " + Excerpt.of(map.keySet().toString());
    }
    return value instanceof StoredArray ? "the tensor " + value : value.getClass().getSimpleName();
  }

  private static void encode(OutputStream out, Object tree) throws IOException {
    PickleWriter writer = new PickleWriter(tree);
    ZipWriter zip = new ZipWriter(out, ALIGNMENT);
    zip.add("archive/" + PICKLE, stream -> stream.write(writer.pickle()));
    zip.add("archive/byteorder", stream -> stream.write(ascii("little")));
    List<StoredArray> storages = writer.storages();
    for (int i = 0; i < storages.size(); i++) {
      StoredArray array = storages.get(i);
      zip.add(
          "archive/data/" + i,
          stream -> {
            try (InputStream elements = array.littleEndian()) {
              elements.transferTo(stream);
            }
          });
    }
    zip.add("archive/version", stream -> stream.write(ascii("3\n")));
    zip.finish();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
