package dev.jacquard.nn.data;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10 (Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images") in its binary
 * version: 50,000 training and 10,000 test images, {@code [3, 32, 32]}, ten classes. A file holds
 * 10,000 records of 3,073 bytes: the label, then the red, the green and the blue channel row by
 * row.
 */
public final class Cifar10 {
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final List<String> FILES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  /** The directory inside the official archive. */
  private static final String ARCHIVE_DIRECTORY = "cifar-10-batches-bin";

  private static final int FILE_IMAGES = 10_000;
  private static final int VALIDATION_IMAGES = 5_000;
  private static final int IMAGE_BYTES = 3 * 32 * 32;
  private static final int RECORD_BYTES = 1 + IMAGE_BYTES;

  private Cifar10() {}

  /** The names of the ten classes. */
  public static List<String> classes() {
    return CLASSES;
  }

  /** The names of the six files, the one of test images last. */
  public static List<String> files() {
    return FILES;
  }

  /**
   * Reads {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code test_batch.bin} from a
   * directory, or from the directory {@code cifar-10-batches-bin} inside it. The last 5,000 of the
   * 50,000 training images are the validation images, the first 45,000 are to be trained on.
   *
   * @throws TensorFileException if files are missing (all are named) or one is not as it should be
   */
  public static Splits read(Path directory) throws TensorFileException {
    Path inner = directory.resolve(ARCHIVE_DIRECTORY);
    Path place = Files.isDirectory(inner) ? inner : directory;
    List<String> missing =
        FILES.stream().filter(name -> !Files.exists(place.resolve(name))).toList();
    if (!missing.isEmpty()) {
      throw new TensorFileException(
          place
              + ": expected the files of CIFAR-10 (binary version), missing "
              + String.join(", ", missing));
    }
    for (String name : FILES) {
      checkLength(place.resolve(name));
    }
    checkHeap(place);
    String source = "CIFAR-10 (" + directory + ")";
    ImageSet train = read(source, place, FILES.subList(0, 5));
    ImageSet test = read(source, place, FILES.subList(5, 6));
    ImageSet none = train.slice(train.size(), train.size());
    return new Splits(train, none, test, Preprocessing.cifar10()).holdOut(VALIDATION_IMAGES);
  }

  /**
   * Reads the images of one file of any number of records from a stream to its end; the stream is
   * not closed.
   *
   * @param where what messages call the stream; the source of the set
   * @throws TensorFileException if the stream cannot be read or does not hold whole records
   */
  public static ImageSet read(String where, InputStream in) throws TensorFileException {
    byte[] records = Idx.drain(where, in);
    int images = records.length / RECORD_BYTES;
    if (records.length % RECORD_BYTES != 0) {
      throw new TensorFileException(
          where + ": expected records of 3073 bytes, file has " + records.length + " bytes");
    }
    byte[] pixels = new byte[images * IMAGE_BYTES];
    int[] labels = new int[images];
    decode(where, new ByteArrayInputStream(records), images, pixels, labels, 0);
    return ImageSet.over(where, CLASSES, Shape.of(images, 3, 32, 32), pixels, 0, labels);
  }

  private static ImageSet read(String source, Path place, List<String> names)
      throws TensorFileException {
    int images = names.size() * FILE_IMAGES;
    byte[] pixels = new byte[images * IMAGE_BYTES];
    int[] labels = new int[images];
    for (int file = 0; file < names.size(); file++) {
      Path path = place.resolve(names.get(file));
      try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
        decode(path.toString(), in, FILE_IMAGES, pixels, labels, file * FILE_IMAGES);
      } catch (IOException e) {
        throw Idx.unreadable(path.toString(), e);
      }
    }
    return ImageSet.over(source, CLASSES, Shape.of(images, 3, 32, 32), pixels, 0, labels);
  }

  private static void checkLength(Path path) throws TensorFileException {
    int expected = FILE_IMAGES * RECORD_BYTES;
    long actual;
    try {
      actual = Files.size(path);
    } catch (IOException e) {
      throw Idx.unreadable(path.toString(), e);
    }
    if (actual != expected) {
      throw new TensorFileException(
          path + ": expected " + expected + " bytes (10000 records of 3073), file has " + actual);
    }
  }

  /** The whole set may take three quarters of the heap. */
  private static void checkHeap(Path place) throws TensorFileException {
    long needed = (long) FILES.size() * FILE_IMAGES * RECORD_BYTES / 3 * 4;
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < needed) {
      throw new TensorFileException(
          place + ": expected a heap of " + needed + " bytes or more (-Xmx), it has " + heap);
    }
  }

  /** Puts so many records into their places in a set. */
  private static void decode(
      String where, InputStream in, int records, byte[] pixels, int[] labels, int first)
      throws TensorFileException {
    try {
      for (int i = 0; i < records; i++) {
        int label = in.read();
        int held = in.readNBytes(pixels, (first + i) * IMAGE_BYTES, IMAGE_BYTES);
        if (held < IMAGE_BYTES) {
          throw new TensorFileException(where + ": expected " + records + " records, has " + i);
        }
        if (label >= CLASSES.size()) {
          throw new TensorFileException(
              where + ": label " + i + ": expected 0 to 9, file has " + label);
        }
        labels[first + i] = label;
      }
    } catch (IOException e) {
      throw Idx.unreadable(where, e);
    }
  }
}
