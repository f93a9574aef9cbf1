package dev.jacquard.nn.data;

import dev.jacquard.nn.image.RgbImage;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Images in folders, as those of ImageNet lie: {@code train/CLASS/*.jpeg}, and {@code val} or
 * {@code test} with the same classes. They are PNG or JPEG files of any size, which are decoded
 * when they are needed; the shorter side is resized to what is asked for, and the centre is taken.
 */
public final class ImageFolder {
  private static final String TRAIN = "train";
  private static final List<String> TESTS = List.of("test", "val");
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");
  private static final int CHANNELS = 3;

  private ImageFolder() {}

  /**
   * Finds the images of a folder that has the folders {@code train} and {@code test} or {@code
   * val}; where it has both, {@code val} is for validation.
   *
   * @param side rows and columns of the images
   * @throws TensorFileException if a folder is missing, cannot be read, or has no image or another
   *     class
   */
  public static Splits read(Path directory, int side) throws TensorFileException {
    List<String> classes = classes(directory);
    ImageSet train = images(directory.resolve(TRAIN), classes, side);
    List<Path> tests = TESTS.stream().map(directory::resolve).filter(Files::isDirectory).toList();
    if (tests.isEmpty()) {
      throw new TensorFileException(
          directory + ": expected a folder 'test' or 'val' of images, beside 'train'");
    }
    ImageSet test = images(tests.get(0), classes, side);
    ImageSet validation =
        tests.size() > 1
            ? images(tests.get(1), classes, side)
            : train.slice(train.size(), train.size());
    return new Splits(train, validation, test, Preprocessing.imageNet());
  }

  /**
   * The names of the classes: those of the folders in {@code train}, in alphabetical order.
   *
   * @throws TensorFileException if there are none
   */
  public static List<String> classes(Path directory) throws TensorFileException {
    Path train = directory.resolve(TRAIN);
    List<String> classes = new ArrayList<>();
    for (Path folder : sorted(train)) {
      if (Files.isDirectory(folder)) {
        classes.add(String.valueOf(folder.getFileName()));
      }
    }
    if (classes.isEmpty()) {
      throw new TensorFileException(train + ": expected a folder of images for each class");
    }
    return List.copyOf(classes);
  }

  private static ImageSet images(Path directory, List<String> classes, int side)
      throws TensorFileException {
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path folder : sorted(directory)) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      int label = classes.indexOf(String.valueOf(folder.getFileName()));
      if (label < 0) {
        throw new TensorFileException(folder + ": expected a class that 'train' has too");
      }
      for (Path file : sorted(folder)) {
        if (isImage(file)) {
          files.add(file);
          labels.add(label);
        }
      }
    }
    if (files.isEmpty()) {
      throw new TensorFileException(directory + ": expected images, .png, .jpg or .jpeg");
    }
    return ImageSet.reading(
        directory.toString(),
        classes,
        Shape.of(CHANNELS, side, side),
        image -> pixels(files.get(image), side),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static List<Path> sorted(Path directory) throws TensorFileException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw Idx.unreadable(directory.toString(), e);
    }
  }

  private static byte[] pixels(Path file, int side) {
    try {
      RgbImage image = RgbImage.read(file);
      return Resample.centre(image.pixels(), CHANNELS, image.height(), image.width(), side);
    } catch (TensorFileException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
