package dev.jacquard.nn.data;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fashion-MNIST (Xiao et al. 2017, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
 * Learning Algorithms"): 60,000 training and 10,000 test images, {@code [1, 28, 28]}, ten classes.
 *
 * <p>A part of it is embedded in this module. Its test files are the two {@code t10k} files of
 * Debian's package {@code dataset-fashion-mnist} as they are: the published files without name and
 * time in their gzip headers, with which (seconds 1504176627) they have the published MD5 sums. Its
 * training files hold the first 5,000 entries of the two {@code train} files of that package: the
 * header with 5,000 (00 00 13 88) as first axis, the first 5,000 x 784 (or 5,000) bytes after the
 * header, compressed by {@code gzip -9 -n}, which stores no time and no name.
 */
public final class FashionMnist {
  private static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
  private static final String SUBSET_IMAGES = "train5000-images-idx3-ubyte";
  private static final String SUBSET_LABELS = "train5000-labels-idx1-ubyte";

  private static final int TRAIN_SIZE = 60_000;
  private static final int TEST_SIZE = 10_000;
  private static final int SUBSET_SIZE = 5_000;
  private static final int SIDE = 28;

  private FashionMnist() {}

  /** The names of the ten classes. */
  public static List<String> classes() {
    return CLASSES;
  }

  /**
   * Reads {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
   * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each with or without {@code .gz}:
   * 60,000 training images and 10,000 test images. No validation images are split off; see {@link
   * Splits#holdOut}.
   *
   * @throws TensorFileException if files are missing (all are named) or one is not as it should be
   */
  public static Splits read(Path directory) throws TensorFileException {
    List<Path> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)) {
      Path compressed = directory.resolve(name + ".gz");
      Path file = Files.exists(compressed) ? compressed : directory.resolve(name);
      if (!Files.exists(file)) {
        missing.add(name + ".gz");
      }
      files.add(file);
    }
    if (!missing.isEmpty()) {
      throw new TensorFileException(
          directory
              + ": expected the files of Fashion-MNIST (plain or .gz), missing "
              + String.join(", ", missing));
    }
    String source = "Fashion-MNIST (" + directory + ")";
    ImageSet train = join(source, TRAIN_SIZE, Idx.read(files.get(0)), Idx.read(files.get(1)));
    ImageSet test = join(source, TEST_SIZE, Idx.read(files.get(2)), Idx.read(files.get(3)));
    return splits(train, test);
  }

  /**
   * The embedded part: the first 5,000 training images and all 10,000 test images. No validation
   * images are split off; see {@link Splits#holdOut}.
   *
   * @throws TensorFileException if the files are missing from the module or damaged
   */
  public static Splits embedded() throws TensorFileException {
    String source = "Fashion-MNIST (embedded)";
    ImageSet train = join(source, SUBSET_SIZE, resource(SUBSET_IMAGES), resource(SUBSET_LABELS));
    ImageSet test = join(source, TEST_SIZE, resource(TEST_IMAGES), resource(TEST_LABELS));
    return splits(train, test);
  }

  /**
   * The images {@code [N, 28, 28]} of one file with the labels {@code [N]} of another, for any N.
   *
   * @param source where they came from, for messages and reports
   * @throws TensorFileException if the sizes are others or a label is not 0 to 9
   */
  public static ImageSet join(String source, Idx images, Idx labels) throws TensorFileException {
    int size = images.shape().rank() == 0 ? 0 : images.shape().dim(0);
    expect(images, Shape.of(size, SIDE, SIDE));
    expect(labels, Shape.of(size));
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = Byte.toUnsignedInt(labels.data()[labels.offset() + i]);
      if (values[i] >= CLASSES.size()) {
        throw new TensorFileException(
            labels.where() + ": label " + i + ": expected 0 to 9, file has " + values[i]);
      }
    }
    Shape shape = Shape.of(size, 1, SIDE, SIDE);
    return ImageSet.over(source, CLASSES, shape, images.data(), images.offset(), values);
  }

  private static ImageSet join(String source, int size, Idx images, Idx labels)
      throws TensorFileException {
    expect(images, Shape.of(size, SIDE, SIDE));
    return join(source, images, labels);
  }

  private static void expect(Idx file, Shape shape) throws TensorFileException {
    if (!file.shape().equals(shape)) {
      throw new TensorFileException(
          file.where() + ": expected " + shape + ", file has " + file.shape());
    }
  }

  private static Splits splits(ImageSet train, ImageSet test) {
    ImageSet none = train.slice(train.size(), train.size());
    return new Splits(train, none, test, Preprocessing.fashionMnist());
  }

  private static Idx resource(String name) throws TensorFileException {
    String file = "fashion-mnist/" + name + ".gz";
    try (InputStream in = FashionMnist.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new TensorFileException(file + ": expected this resource in the module nn");
      }
      return Idx.read(file, in);
    } catch (IOException e) {
      throw Idx.unreadable(file, e);
    }
  }
}
