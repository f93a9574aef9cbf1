package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {
  private static final Map<String, StoredArray> ARRAYS =
      Map.of("w", StoredArray.of(SampleFiles.MATRIX));

  @Test
  void theKindOfAFileIsToldFromItsBytes() throws TensorFileException {
    byte[] npy = SampleFiles.written(out -> Npy.write(out, SampleFiles.in(ARRAYS, "w")));
    byte[] npz = SampleFiles.written(out -> Npz.write(out, ARRAYS));
    byte[] safetensors =
        SampleFiles.written(out -> new Safetensors(ARRAYS, Map.of("k", "v")).write(out));
    byte[] torch = SampleFiles.written(out -> TorchCheckpoint.write(out, ARRAYS));
    assertEquals(TensorFile.Format.NPY, TensorFile.read(npy).format());
    for (byte[] file : List.of(npz, safetensors, torch)) {
      TensorFile read = TensorFile.read(new ByteArrayInputStream(file));
      assertTrue(read.array("w").toTensor().bitEquals(SampleFiles.MATRIX), read.toString());
    }
    assertEquals(TensorFile.Format.NPZ, TensorFile.read(npz).format());
    assertEquals(TensorFile.Format.TORCH, TensorFile.read(torch).format());
    assertEquals(Map.of("k", "v"), TensorFile.read(safetensors).metadata());
  }

  @Test
  void arraysOutliveTheFileThatTheyWereReadFrom(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("model");
    Npz.write(path, ARRAYS);
    TensorFile read = TensorFile.read(path);
    Files.delete(path);
    assertArrayEquals(SampleFiles.MATRIX.toArray(), read.array("w").toFloats());
  }

  @Test
  void otherFilesAreRefused() {
    for (String text : List.of("", "text", "{\"a\":1}", "\u0080\u0002cos\nsystem\n.")) {
      assertThrows(TensorFileException.class, () -> TensorFile.read(SampleFiles.ascii(text)));
    }
  }

  // torch.save({}, 'old.pt', _use_new_zipfile_serialization=False, pickle_protocol=4)
  @Test
  void oldCheckpointsAreRefusedByName() {
    byte[] tar = new byte[1024];
    System.arraycopy(SampleFiles.ascii("ustar"), 0, tar, 257, 5);
    for (byte[] old : List.of(SampleFiles.ascii("\u0080\u0004\u0095"), tar)) {
      for (Executable read :
          List.<Executable>of(() -> TensorFile.read(old), () -> TorchCheckpoint.read(old))) {
        TensorFileException e = assertThrows(TensorFileException.class, read);
        assertTrue(e.getMessage().contains("before PyTorch 1.6"), e.getMessage());
      }
    }
  }

  @Test
  void aMissingArrayIsNamedWithThoseThatThereAre() throws TensorFileException {
    TensorFile file = new TensorFile(TensorFile.Format.NPZ, ARRAYS, Map.of());
    assertEquals(
        "expected an array 'b', there are [w]",
        assertThrows(TensorFileException.class, () -> file.array("b")).getMessage());
  }
}
