package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken and malicious files, in a heap of 64 MB: our exception or the right result. */
@Tag("hostile")
class HostileFilesTest {
  private static final int MEGABYTE = 1 << 20;
  private static final byte[] PLAIN = SampleIdx.file(7, 5, 4, 3);
  private static final byte[] COMPRESSED = SampleIdx.gzip(PLAIN);

  private static String refusal(byte[] file) {
    return assertThrows(TensorFileException.class, () -> Idx.read("sample", file)).getMessage();
  }

  /** Whether a file is refused; whatever is thrown but our exception fails the test. */
  private static boolean refuses(byte[] file) {
    try {
      Idx idx = Idx.read("sample", file);
      assertEquals(idx.shape().size(), idx.toBytes().length);
      return false;
    } catch (TensorFileException e) {
      assertTrue(e.getMessage().startsWith("sample: "), e.getMessage());
      return true;
    }
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        return length;
      }
    };
  }

  @Test
  void noPrefixOfAFileIsTakenForAFile() {
    for (byte[] file : List.of(PLAIN, COMPRESSED)) {
      for (int length = 0; length < file.length; length++) {
        refusal(Arrays.copyOf(file, length));
      }
    }
  }

  @Test
  void everyChangedBitOfACompressedFileIsFoundOrDoesNoHarm() throws TensorFileException {
    byte[] elements = Idx.read("sample", PLAIN).toBytes();
    for (int bit = 0; bit < COMPRESSED.length * 8; bit++) {
      byte[] changed = COMPRESSED.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      if (!refuses(changed)) {
        assertArrayEquals(elements, Idx.read("sample", changed).toBytes());
      }
    }
  }

  @Test
  void changedBitsAndCutEndsAreFoundOrDoNoHarm() {
    byte[][] files = {PLAIN, COMPRESSED};
    RandomStream random = RandomStream.of(20_261_124);
    int refused = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      RandomStream numbers = random.split(trial);
      byte[] file = files[trial % files.length].clone();
      for (int change = 0; change <= numbers.below(0, 3); change++) {
        int bit = numbers.below(1 + change, file.length * 8);
        file[bit / 8] ^= (byte) (1 << (bit % 8));
      }
      boolean cut = numbers.below(10, 4) == 0;
      byte[] broken = cut ? Arrays.copyOf(file, numbers.below(11, file.length)) : file;
      refused += refuses(broken) ? 1 : 0;
    }
    assertTrue(refused > 10_000, refused + " of 20000 refused");
  }

  @Test
  void aBombThatDoesNotFitIsRefusedBeforeMemoryRunsOut() {
    byte[] bomb = SampleIdx.gzip(SampleIdx.file(0, 20, MEGABYTE));
    assertTrue(refusal(bomb).endsWith("a quarter of the heap (-Xmx) at most"));
  }

  @Test
  void aBombThatIsLongerThanItsHeaderSaysIsRefused() {
    byte[] file = SampleIdx.file(0, 20, MEGABYTE);
    file[7] = 1;
    assertTrue(refusal(SampleIdx.gzip(file)).endsWith("file has more"));
  }

  @Test
  void streamsWithoutEndAreRefused() {
    for (TensorFileException e :
        List.of(
            assertThrows(TensorFileException.class, () -> Idx.read("endless", endless())),
            assertThrows(TensorFileException.class, () -> Cifar10.read("endless", endless())))) {
      assertTrue(e.getMessage().endsWith("bytes, a quarter of the heap (-Xmx)"), e.getMessage());
    }
  }

  @Test
  void aSetThatDoesNotFitIsRefusedBeforeMemoryIsTaken(@TempDir Path directory) throws IOException {
    for (String name : Cifar10.files()) {
      try (RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
        file.setLength(30_730_000);
      }
    }
    TensorFileException e = assertThrows(TensorFileException.class, () -> Cifar10.read(directory));
    assertTrue(
        e.getMessage().startsWith(directory + ": expected a heap of 245840000 bytes or more"),
        e.getMessage());
  }
}
