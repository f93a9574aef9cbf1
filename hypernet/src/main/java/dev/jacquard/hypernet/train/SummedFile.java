package dev.jacquard.hypernet.train;

import dev.jacquard.tensor.io.AtomicFile;
import dev.jacquard.tensor.io.Safetensors;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Safetensors files that notice when any of their bytes has changed. The metadata {@code sha256} is
 * the SHA-256, in 64 lower-case hexadecimal digits, of the whole file with zeros ({@code '0'}) in
 * the place of these digits.
 */
final class SummedFile {
  private static final String SUM = "sha256";
  private static final byte[] BEFORE = ('"' + SUM + "\":\"").getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 64;

  private SummedFile() {}

  /**
   * Writes a file, which appears complete or not at all.
   *
   * @throws TensorFileException if it cannot be written
   */
  static void write(Path path, Safetensors content) throws TensorFileException {
    Map<String, String> metadata = new LinkedHashMap<>();
    // First, where nothing that a file can hold looks like it.
    metadata.put(SUM, "0".repeat(DIGITS));
    metadata.putAll(content.metadata());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Safetensors(content.arrays(), metadata).write(out);
    byte[] bytes = out.toByteArray();
    byte[] sum = sum(bytes);
    System.arraycopy(sum, 0, bytes, place(bytes), DIGITS);
    AtomicFile.write(path, stream -> stream.write(bytes));
  }

  /**
   * Reads a file.
   *
   * @throws TensorFileException if it cannot be read, or its sum is missing or another
   */
  static Safetensors read(Path path) throws TensorFileException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new TensorFileException(path + ": cannot be read", e);
    }
    int place = place(bytes);
    if (place < 0) {
      throw new TensorFileException(path + ": damaged, or no checkpoint: there is no sum in it");
    }
    byte[] expected = Arrays.copyOfRange(bytes, place, place + DIGITS);
    Arrays.fill(bytes, place, place + DIGITS, (byte) '0');
    if (!Arrays.equals(expected, sum(bytes))) {
      throw new TensorFileException(
          path + ": damaged: its bytes do not have the sum that it names");
    }
    return Safetensors.read(bytes);
  }

  /** Where the digits are, or -1. */
  private static int place(byte[] file) {
    for (int at = 0; at + BEFORE.length + DIGITS <= file.length; at++) {
      if (Arrays.equals(file, at, at + BEFORE.length, BEFORE, 0, BEFORE.length)) {
        return at + BEFORE.length;
      }
    }
    return -1;
  }

  private static byte[] sum(byte[] file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
      return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
