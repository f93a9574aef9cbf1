package dev.jacquard.tensor.io;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is in a file of tensors of any kind: to list it, or to take arrays from it without caring
 * which kind it is. The kind is told from the bytes, not from the name.
 *
 * @param format the kind of file
 * @param arrays the arrays by name, in the file's order; that of a {@code .npy} file has no name
 *     but the empty one
 * @param metadata the strings that a safetensors file holds beside them
 */
public record TensorFile(
    Format format, Map<String, StoredArray> arrays, Map<String, String> metadata) {

  /** The kinds of files. */
  public enum Format {
    /** One NumPy array. */
    NPY,
    /** A zip file of NumPy arrays. */
    NPZ,
    /** Safetensors. */
    SAFETENSORS,
    /** A zip file of {@code torch.save}. */
    TORCH
  }

  /** Copies both maps and keeps their order. */
  public TensorFile(Format format, Map<String, StoredArray> arrays, Map<String, String> metadata) {
    this.format = format;
    this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Reads a file.
   *
   * @throws TensorFileException if the file cannot be read or is of no kind that is known
   */
  public static TensorFile read(Path path) throws TensorFileException {
    try (ByteSource source = ByteSource.open(path)) {
      return read(source);
    }
  }

  /**
   * Reads the file that a stream holds to its end; the stream is not closed.
   *
   * @throws TensorFileException if the stream cannot be read or is of no kind that is known
   */
  public static TensorFile read(InputStream in) throws TensorFileException {
    return read(ByteSource.drain(in));
  }

  /**
   * Reads arrays over the bytes of a file, which they share.
   *
   * @throws TensorFileException if the bytes are those of no kind of file that is known
   */
  public static TensorFile read(byte[] bytes) throws TensorFileException {
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

  private static TensorFile read(ByteSource source) throws TensorFileException {
    ByteBuffer slice = source.slice(0, Math.min(source.size(), TorchCheckpoint.HEAD_BYTES));
    byte[] head = new byte[slice.remaining()];
    slice.duplicate().get(head);
    if (NpyHeader.begins(head)) {
      return new TensorFile(Format.NPY, Map.of("", Npy.read(source)), Map.of());
    }
    if (ZipArchive.begins(slice)) {
      ZipArchive archive = ZipArchive.open(source);
      return TorchCheckpoint.isCheckpoint(archive)
          ? new TensorFile(Format.TORCH, TorchCheckpoint.read(source, archive).arrays(), Map.of())
          : new TensorFile(Format.NPZ, Npz.read(archive), Map.of());
    }
    if (head.length > 8 && head[8] == '{') {
      Safetensors file = Safetensors.read(source);
      return new TensorFile(Format.SAFETENSORS, file.arrays(), file.metadata());
    }
    if (TorchCheckpoint.beginsOld(slice)) {
      // Reading it says what to do.
      return new TensorFile(Format.TORCH, TorchCheckpoint.read(source).arrays(), Map.of());
    }
    throw new TensorFileException(
        source.name() + ": expected a .npy, .npz, .safetensors or PyTorch file, found other bytes");
  }
}
