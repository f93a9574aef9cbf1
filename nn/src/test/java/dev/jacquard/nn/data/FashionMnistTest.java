package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class FashionMnistTest {
  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String pixelSum(ImageSet set) {
    MessageDigest digest = sha256();
    for (int i = 0; i < set.size(); i++) {
      digest.update(set.pixels(i));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String labelSum(ImageSet set) {
    MessageDigest digest = sha256();
    for (int i = 0; i < set.size(); i++) {
      digest.update((byte) set.label(i));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Makes a plain file of zeros, on most file systems without writing them. */
  private static void writeZeros(Path path, int... dims) throws IOException {
    ByteBuffer header = SampleIdx.header(8, dims);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.getChannel().write(header);
      file.setLength(header.capacity() + Shape.of(dims).size());
    }
  }

  /** Zeros of the right sizes in all four files. */
  private static void writeOfficialNames(Path directory) throws IOException {
    writeZeros(directory.resolve("train-images-idx3-ubyte"), 60_000, 28, 28);
    writeZeros(directory.resolve("train-labels-idx1-ubyte"), 60_000);
    writeZeros(directory.resolve("t10k-images-idx3-ubyte"), 10_000, 28, 28);
    writeZeros(directory.resolve("t10k-labels-idx1-ubyte"), 10_000);
  }

  private static String refusal(Path directory) {
    return assertThrows(TensorFileException.class, () -> FashionMnist.read(directory)).getMessage();
  }

  // zcat t10k-images-idx3-ubyte.gz | tail -c +17 | sha256sum
  // zcat t10k-labels-idx1-ubyte.gz | tail -c +9 | sha256sum
  @Test
  void theEmbeddedTestImagesAreThoseOfTheDataSet() throws TensorFileException {
    ImageSet test = FashionMnist.embedded().test();
    assertEquals(Shape.of(10_000, 1, 28, 28), test.shape());
    assertEquals(
        "c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a", pixelSum(test));
    assertEquals(
        "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9", labelSum(test));
  }

  // zcat train-images-idx3-ubyte.gz | tail -c +17 | head -c 3920000 | sha256sum
  // zcat train-labels-idx1-ubyte.gz | tail -c +9 | head -c 5000 | sha256sum
  @Test
  void theEmbeddedTrainingImagesAreTheFirstOfTheDataSet() throws TensorFileException {
    ImageSet train = FashionMnist.embedded().train();
    assertEquals(Shape.of(5_000, 1, 28, 28), train.shape());
    assertEquals(
        "29c8d9f398a29fc328af7ba681dfc3bd86ec4075b43ba2ff985128028b9b3f00", pixelSum(train));
    assertEquals(
        "4e4631c48d94add2f9bebe6a9bd67ebbd633b278f520428e19d7b21f84506ed0", labelSum(train));
  }

  @Test
  void theEmbeddedImagesEqualThoseOfThePublishedFiles() throws TensorFileException {
    String place =
        Objects.requireNonNullElse(
            System.getProperty("jacquard.fashionMnist", System.getenv("JACQUARD_FASHION_MNIST")),
            "");
    assumeTrue(
        !place.isEmpty(),
        "skipped: neither -Djacquard.fashionMnist nor JACQUARD_FASHION_MNIST says where the four"
            + " published files are");
    Splits published = FashionMnist.read(Path.of(place));
    Splits embedded = FashionMnist.embedded();
    assertSameImages(published.train().slice(0, 5_000), embedded.train());
    assertSameImages(published.test(), embedded.test());
  }

  private static void assertSameImages(ImageSet expected, ImageSet actual) {
    assertEquals(expected.shape(), actual.shape());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.label(i), actual.label(i));
      assertArrayEquals(expected.pixels(i), actual.pixels(i));
    }
  }

  @Test
  void embeddedImagesAreHeldOutOnlyWhenAsked() throws TensorFileException {
    Splits embedded = FashionMnist.embedded();
    assertEquals(0, embedded.validation().size());
    Splits held = embedded.holdOut(1_000);
    assertEquals(4_000, held.train().size());
    assertEquals(1_000, held.validation().size());
    assertArrayEquals(embedded.train().pixels(4_000), held.validation().pixels(0));
    assertThrows(IllegalStateException.class, () -> held.holdOut(1));
    assertThrows(IllegalArgumentException.class, () -> embedded.holdOut(5_001));
  }

  @Test
  void plainAndCompressedFilesOfADirectoryAreRead(@TempDir Path directory) throws IOException {
    writeOfficialNames(directory);
    byte[] labels = SampleIdx.file(0, 10_000);
    labels[8 + 9_999] = 9;
    Files.delete(directory.resolve("t10k-labels-idx1-ubyte"));
    Files.write(directory.resolve("t10k-labels-idx1-ubyte.gz"), SampleIdx.gzip(labels));

    Splits splits = FashionMnist.read(directory);

    assertEquals(Shape.of(60_000, 1, 28, 28), splits.train().shape());
    assertEquals(0, splits.validation().size());
    assertEquals(Shape.of(10_000, 1, 28, 28), splits.test().shape());
    assertEquals(9, splits.test().label(9_999));
    assertEquals("Ankle boot", splits.test().classes().get(9));
    assertEquals("Fashion-MNIST (" + directory + ")", splits.test().source());
  }

  @Test
  void allMissingFilesAreNamed(@TempDir Path directory) throws IOException {
    writeZeros(directory.resolve("train-labels-idx1-ubyte"), 60_000);
    assertEquals(
        directory
            + ": expected the files of Fashion-MNIST (plain or .gz), missing "
            + "train-images-idx3-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz",
        refusal(directory));
  }

  @Test
  void aFileOfAnotherSizeIsNamed(@TempDir Path directory) throws IOException {
    writeOfficialNames(directory);
    Path images = directory.resolve("train-images-idx3-ubyte");
    writeZeros(images, 10_000, 28, 28);
    assertEquals(
        images + ": expected [60000, 28, 28], file has [10000, 28, 28]", refusal(directory));
  }

  @Test
  void imagesAndLabelsMustBeAsMany() throws TensorFileException {
    Idx images = Idx.read("images", SampleIdx.file(1, 3, 28, 28));
    Idx labels = Idx.read("labels", SampleIdx.file(1, 2));
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> FashionMnist.join("s", images, labels));
    assertEquals("labels: expected [3], file has [2]", e.getMessage());
  }

  @Test
  void aLabelWithoutAClassIsRefused() throws TensorFileException {
    Idx images = Idx.read("images", SampleIdx.file(1, 3, 28, 28));
    Idx labels = Idx.read("labels", SampleIdx.file(5, 3));
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> FashionMnist.join("s", images, labels));
    assertEquals("labels: label 2: expected 0 to 9, file has 10", e.getMessage());
  }

  @Test
  void otherArraysAreNotTakenForImages() throws TensorFileException {
    Idx labels = Idx.read("labels", SampleIdx.file(1, 3));
    for (int[] dims : List.of(new int[] {}, new int[] {3}, new int[] {3, 32, 32})) {
      Idx images = Idx.read("images", SampleIdx.file(1, dims));
      assertThrows(TensorFileException.class, () -> FashionMnist.join("s", images, labels));
    }
  }
}
