package dev.jacquard.tensor.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code .safetensors} file: named arrays, and strings that say something about them.
 *
 * @param arrays the arrays by name, in the order of the file's header
 * @param metadata the strings of {@code __metadata__}
 */
public record Safetensors(Map<String, StoredArray> arrays, Map<String, String> metadata) {

  /** Copies both maps and keeps their order. */
  public Safetensors(Map<String, StoredArray> arrays, Map<String, String> metadata) {
    this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Reads a file.
   *
   * @throws TensorFileException if the file cannot be read or is not a safetensors file
   */
  public static Safetensors read(Path path) throws TensorFileException {
    try (ByteSource source = ByteSource.open(path)) {
      return read(source);
    }
  }

  /**
   * Reads the file that a stream holds to its end; the stream is not closed.
   *
   * @throws TensorFileException if the stream cannot be read or is not a safetensors file
   */
  public static Safetensors read(InputStream in) throws TensorFileException {
    return read(ByteSource.drain(in));
  }

  /**
   * Reads arrays over the bytes of a file, which they share.
   *
   * @throws TensorFileException if the bytes are not those of a safetensors file
   */
  public static Safetensors read(byte[] bytes) throws TensorFileException {
    return read(ByteSource.of(bytes));
  }

  /**
   * The array with this name.
   *
   * @throws TensorFileException if there is none
   */
  public StoredArray array(String name) throws TensorFileException {
    StoredArray array = arrays.get(name);
    if (array == null) {
      throw new TensorFileException(
          "expected an array '" + name + "', there are " + Excerpt.of(arrays.keySet().toString()));
    }
    return array;
  }

  /**
   * Writes a file, which appears complete or not at all.
   *
   * @throws TensorFileException if it cannot be written
   */
  public void write(Path path) throws TensorFileException {
    AtomicFile.write(path, this::encode);
  }

  /**
   * Writes the bytes of a file to a stream, which is flushed and left open.
   *
   * @throws TensorFileException if the stream cannot be written
   */
  public void write(OutputStream out) throws TensorFileException {
    AtomicFile.write(out, this::encode);
  }

  static Safetensors read(ByteSource source) throws TensorFileException {
    SafetensorsHeader header = SafetensorsHeader.read(source);
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, SafetensorsHeader.Entry> named : header.entries().entrySet()) {
      SafetensorsHeader.Entry entry = named.getValue();
      long bytes = entry.end() - entry.begin();
      ByteBuffer elements = source.slice(header.length() + entry.begin(), bytes);
      arrays.put(
          named.getKey(),
          new StoredArray(
              SafetensorsHeader.where(source, named.getKey()),
              entry.type(),
              entry.shape(),
              ByteOrder.LITTLE_ENDIAN,
              false,
              Content.of(elements)));
    }
    return new Safetensors(arrays, header.metadata());
  }

  private void encode(OutputStream out) throws IOException {
    out.write(SafetensorsHeader.encode(this));
    for (StoredArray array : SafetensorsHeader.byAlignment(arrays).values()) {
      try (InputStream elements = array.littleEndian()) {
        elements.transferTo(out);
      }
    }
  }
}
