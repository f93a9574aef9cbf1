package dev.jacquard.tensor.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;

/**
 * Any bytes at all: our exception or arrays whose values can be taken. In the suite the files of
 * the corpus are read; with {@code JAZZER_FUZZ=1} and one method named, new ones are searched for.
 */
class TensorFilesFuzzTest {
  private static void use(Map<String, StoredArray> arrays) throws TensorFileException {
    for (StoredArray array : arrays.values()) {
      array.toTensor();
      array.summary();
      array.toLongs();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void npy(byte[] bytes) {
    try {
      use(Map.of("", Npy.read(bytes)));
    } catch (TensorFileException e) {
      // What is refused is refused so.
    }
  }

  @FuzzTest(maxDuration = "1m")
  void npz(byte[] bytes) {
    try {
      use(Npz.read(bytes));
    } catch (TensorFileException e) {
      // What is refused is refused so.
    }
  }

  @FuzzTest(maxDuration = "1m")
  void safetensors(byte[] bytes) {
    try {
      use(Safetensors.read(bytes).arrays());
    } catch (TensorFileException e) {
      // What is refused is refused so.
    }
  }

  @FuzzTest(maxDuration = "1m")
  void checkpoint(byte[] bytes) {
    try {
      use(TorchCheckpoint.read(bytes).arrays());
    } catch (TensorFileException e) {
      // What is refused is refused so.
    }
  }

  /** Checksums keep a fuzzer out of the pickle; here it is inside. */
  @FuzzTest(maxDuration = "1m")
  void pickle(byte[] bytes) {
    try {
      TorchCheckpoint checkpoint =
          TorchCheckpoint.read(SampleFiles.checkpoint(bytes, new byte[16]));
      use(checkpoint.arrays());
      SampleFiles.written(out -> TorchCheckpoint.write(out, checkpoint.root()));
    } catch (TensorFileException e) {
      // What is refused is refused so.
    }
  }
}
