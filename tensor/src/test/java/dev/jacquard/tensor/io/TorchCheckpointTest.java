package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of PyTorch 1.13.1. Common to the lines above the tests:
 *
 * <pre>
 * t = torch.arange(12, dtype=torch.float32).reshape(3, 4)
 * </pre>
 */
@Tag("portable")
class TorchCheckpointTest {
  private static TorchCheckpoint read(String resource) throws TensorFileException {
    return TorchCheckpoint.read(SampleFiles.resource(resource));
  }

  private static String refusal(byte[] file) {
    return assertThrows(TensorFileException.class, () -> TorchCheckpoint.read(file)).getMessage();
  }

  private static float[] floats(Map<String, StoredArray> arrays, String name) {
    return SampleFiles.in(arrays, name).toFloats();
  }

  // torch.save({'base': t, 'transposed': t.t(), 'row': t[1], 'column': t[:, 2], 'tied': t,
  //             'expanded': t[0].expand(5, 4), 'empty': torch.zeros(0, 3)}, 'strided.pt')
  @Test
  void stridedViewsOfASharedStorageAreReadRowMajor() throws TensorFileException {
    Map<String, StoredArray> arrays = read("strided.pt").stateDict();
    assertEquals(
        List.of("base", "transposed", "row", "column", "tied", "expanded", "empty"),
        List.copyOf(arrays.keySet()));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, floats(arrays, "base"));
    assertArrayEquals(
        new float[] {0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11}, floats(arrays, "transposed"));
    assertEquals(Shape.of(4, 3), SampleFiles.in(arrays, "transposed").shape());
    assertArrayEquals(new float[] {4, 5, 6, 7}, floats(arrays, "row"));
    assertArrayEquals(new float[] {2, 6, 10}, floats(arrays, "column"));
    assertEquals(Shape.of(5, 4), SampleFiles.in(arrays, "expanded").shape());
    assertArrayEquals(
        new float[] {0, 1, 2, 3},
        SampleFiles.in(arrays, "expanded").toTensor().slice(4, 5).toArray());
    assertEquals(Shape.of(0, 3), SampleFiles.in(arrays, "empty").shape());
  }

  // torch.save(t[:, :2], 'single.pt')
  @Test
  void aFileMayHoldOneTensorOnly() throws TensorFileException {
    TorchCheckpoint checkpoint = read("single.pt");
    StoredArray array = assertInstanceOf(StoredArray.class, checkpoint.root());
    assertArrayEquals(new float[] {0, 1, 4, 5, 8, 9}, array.toFloats());
    assertEquals(Set.of(""), checkpoint.arrays().keySet());
  }

  // torch.save({n: torch.tensor([0, 1, 2, 100]).to(d) for n, d in dict(f16=torch.float16, ...)
  //             .items()}, 'types.pt')
  @ParameterizedTest
  @ValueSource(strings = {"f16", "bf16", "f32", "f64", "u8", "i8", "i16", "i32", "i64"})
  void everyTypeIsRead(String name) throws TensorFileException {
    StoredArray array = SampleFiles.in(read("types.pt").stateDict(), name);
    assertEquals(name.toUpperCase(Locale.ROOT), array.type().name());
    assertArrayEquals(new long[] {0, 1, 2, 100}, array.toLongs());
  }

  @Test
  void truthValuesAreRead() throws TensorFileException {
    StoredArray array = SampleFiles.in(read("types.pt").stateDict(), "bool");
    assertEquals(DType.BOOL, array.type());
    assertArrayEquals(new float[] {0, 1, 1, 1}, array.toFloats());
  }

  // torch.save({'epoch': 3, 'big': 2**70, 'negative': -2**40, 'lr': 0.1, 'name': 'caf\u00e9',
  //             'none': None, 'flags': [True, False], 'size': torch.Size([2, 3]),
  //             'device': torch.device('cuda:1'), 'dtype': torch.float32, 'raw': b'\x00\xff',
  //             'nested': {'tuple': (1, 'two', (3.0,)), 7: 'integer key'},
  //             'parameter': torch.nn.Parameter(torch.tensor([1.5]))}, 'nested.pt')
  @Test
  void dataOfEveryKindIsRead() throws TensorFileException {
    TorchCheckpoint checkpoint = read("nested.pt");
    assertEquals(3L, checkpoint.get("epoch"));
    assertEquals(BigInteger.TWO.pow(70), checkpoint.get("big"));
    assertEquals(-(1L << 40), checkpoint.get("negative"));
    assertEquals(0.1, checkpoint.get("lr"));
    assertEquals("café", checkpoint.get("name"));
    assertEquals(None.NONE, checkpoint.get("none"));
    assertEquals(List.of(true, false), checkpoint.get("flags"));
    assertEquals(List.of(2L, 3L), checkpoint.get("size"));
    assertEquals("cuda:1", checkpoint.get("device"));
    assertEquals("torch.float32", checkpoint.get("dtype"));
    assertArrayEquals(new byte[] {0, -1}, (byte[]) checkpoint.get("raw"));
    assertEquals(Tuple.of(1L, "two", Tuple.of(3.0)), checkpoint.get("nested", "tuple"));
    assertInstanceOf(Tuple.class, checkpoint.get("nested", "tuple"));
    Map<?, ?> nested = assertInstanceOf(Map.class, checkpoint.get("nested"));
    assertEquals("integer key", nested.get(7L));
    assertArrayEquals(new float[] {1.5f}, floats(checkpoint.arrays(), "parameter"));
  }

  // m = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.BatchNorm1d(2))
  // o = torch.optim.Adam(m.parameters()); m(torch.randn(4, 2)).sum().backward(); o.step()
  // torch.save({'model': m.state_dict(), 'optimizer': o.state_dict()}, 'training.pt')
  @Test
  void theStateOfATrainingIsListedByPath() throws TensorFileException {
    TorchCheckpoint checkpoint = read("training.pt");
    assertEquals(
        List.of(
            "0.weight",
            "0.bias",
            "1.weight",
            "1.bias",
            "1.running_mean",
            "1.running_var",
            "1.num_batches_tracked"),
        List.copyOf(checkpoint.stateDict("model").keySet()));
    assertArrayEquals(
        new long[] {1},
        SampleFiles.in(checkpoint.stateDict("model"), "1.num_batches_tracked").toLongs());
    assertEquals(
        Shape.of(2, 2), SampleFiles.in(checkpoint.arrays(), "optimizer/state/0/exp_avg").shape());
    assertEquals(
        Tuple.of(0.9, 0.999),
        ((Map<?, ?>) ((List<?>) checkpoint.get("optimizer", "param_groups")).get(0)).get("betas"));
  }

  // torch.serialization.location_tag = lambda storage: 'cuda:0'
  // torch.save({'w': t.half()}, 'cuda.pt')
  @Test
  void tensorsMayHaveBeenOnAnyDevice() throws TensorFileException {
    StoredArray array = SampleFiles.in(read("cuda.pt").stateDict(), "w");
    assertEquals(DType.F16, array.type());
    assertEquals(11, array.toFloats()[11]);
  }

  // torch.save({'w': t, 'n': 300}, 'protocol4.pt', pickle_protocol=4)
  @Test
  void laterProtocolsAreRead() throws TensorFileException {
    TorchCheckpoint checkpoint = read("protocol4.pt");
    assertEquals(300L, checkpoint.get("n"));
    assertEquals(Shape.of(3, 4), SampleFiles.in(checkpoint.arrays(), "w").shape());
  }

  // torch.save({'module': torch.nn.ReLU()}, 'module.pt')
  // torch.save({'best': np.float64(0.5)}, 'numpy.pt')
  // torch.save({'w': torch.zeros(2, device='meta')}, 'meta.pt')
  // torch.save({'w': t}, 'legacy.pt', _use_new_zipfile_serialization=False)
  // torch.jit.save(torch.jit.script(torch.nn.ReLU()), 'script.pt')
  @ParameterizedTest
  @CsvSource({
    "module.pt, 'torch.nn.modules.activation.ReLU'",
    "numpy.pt, 'numpy.core.multiarray.scalar'",
    "meta.pt, '_rebuild_meta_tensor_no_storage'",
    "legacy.pt, 'before PyTorch 1.6'",
    "script.pt, 'TorchScript'"
  })
  void whatIsNotDataIsRefusedByName(String resource, String named) {
    String refusal = refusal(SampleFiles.resource(resource));
    assertTrue(refusal.contains(named), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strided.pt", "types.pt", "nested.pt", "training.pt", "cuda.pt"})
  void whatIsReadIsWrittenBackWithTheSameBits(String resource) throws TensorFileException {
    TorchCheckpoint checkpoint = read(resource);
    byte[] written = SampleFiles.written(out -> TorchCheckpoint.write(out, checkpoint.root()));
    TorchCheckpoint again = TorchCheckpoint.read(new ByteArrayInputStream(written));
    assertSame(checkpoint.root(), again.root());
  }

  private static void assertSame(Object expected, Object actual) {
    if (expected instanceof StoredArray array) {
      assertTrue(array.bitEquals(assertInstanceOf(StoredArray.class, actual)));
    } else if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, assertInstanceOf(byte[].class, actual));
    } else if (expected instanceof Map<?, ?> map) {
      Map<?, ?> other = assertInstanceOf(Map.class, actual);
      assertEquals(List.copyOf(map.keySet()), List.copyOf(other.keySet()));
      map.forEach((key, value) -> assertSame(value, Objects.requireNonNull(other.get(key))));
    } else if (expected instanceof List<?> list) {
      List<?> other = assertInstanceOf(List.class, actual);
      assertEquals(list instanceof Tuple, other instanceof Tuple);
      assertEquals(list.size(), other.size());
      for (int i = 0; i < list.size(); i++) {
        assertSame(list.get(i), other.get(i));
      }
    } else {
      assertEquals(expected, actual);
    }
  }

  @Test
  void tensorsSetsAndNumbersAreWritten(@TempDir Path directory) throws TensorFileException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tensor", Tensor.of(Shape.of(2), 1, Float.NaN));
    tree.put("longs", StoredArray.of(Shape.of(1, 1), 1L << 50));
    tree.put("set", Set.of(1L));
    tree.put("integer", 5);
    tree.put("long", Long.MIN_VALUE);
    tree.put("float", 0.5f);
    Path path = directory.resolve("model.pt");
    TorchCheckpoint.write(path, tree);
    TorchCheckpoint read = TorchCheckpoint.read(path);
    assertEquals(Set.of(1L), read.get("set"));
    assertEquals(5L, read.get("integer"));
    assertEquals(Long.MIN_VALUE, read.get("long"));
    assertEquals(0.5, read.get("float"));
    assertArrayEquals(new long[] {1L << 50}, SampleFiles.in(read.arrays(), "longs").toLongs());
    assertArrayEquals(new float[] {1, Float.NaN}, floats(read.arrays(), "tensor"));
  }

  @Test
  void bytesOfTensorsBeginAtMultiplesOf64() throws TensorFileException {
    Tensor mark = Tensor.of(Shape.of(1), Float.intBitsToFloat(0x64636261));
    for (int i = 0; i < 70; i++) {
      Map<String, Object> tree = Map.of("x".repeat(i), mark);
      byte[] file = SampleFiles.written(out -> TorchCheckpoint.write(out, tree));
      assertEquals(0, new String(file, StandardCharsets.ISO_8859_1).indexOf("abcd") % 64);
      TorchCheckpoint.read(file);
    }
  }

  @Test
  void treesThatPyTorchCouldNotReadAreNotWritten() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    for (Object tree :
        List.of(
            endless,
            new Object(),
            Map.of("key", 'c'),
            Map.of(Tuple.of(1), "value"),
            Set.of(Tuple.of(1)),
            BigInteger.TWO.pow(2000))) {
      assertThrows(
          TensorFileException.class,
          () -> SampleFiles.written(out -> TorchCheckpoint.write(out, tree)));
    }
  }

  @Test
  void whatCannotBeWrittenIsNamedByPath() {
    List<Object> list = new ArrayList<>();
    list.add(null);
    TensorFileException e =
        assertThrows(
            TensorFileException.class,
            () -> SampleFiles.written(out -> TorchCheckpoint.write(out, Map.of("a", list))));
    assertEquals("stream: entry 'a/0': expected plain data and tensors, got null", e.getMessage());
  }

  @Test
  void missingKeysAreNamedWithThoseThatThereAre() throws TensorFileException {
    TorchCheckpoint checkpoint = read("training.pt");
    assertEquals(
        "bytes: expected the key 'state_dict', found the keys [model, optimizer]",
        assertThrows(TensorFileException.class, () -> checkpoint.stateDict("state_dict"))
            .getMessage());
    assertThrows(TensorFileException.class, () -> checkpoint.stateDict("optimizer"));
    assertThrows(TensorFileException.class, () -> checkpoint.get("model", "0.bias", "x"));
  }

  @Test
  void aByteOrderMemberSaysHowNumbersAreStored() throws TensorFileException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(
        "m/data.pkl", HandMadePickles.tensor("FloatStorage", 1, "K\0", "K\u0001", "K\u0001"));
    members.put("m/data/0", new byte[] {0x3f, (byte) 0x80, 0, 0});
    members.put("m/byteorder", SampleFiles.ascii("big"));
    StoredArray one = (StoredArray) TorchCheckpoint.read(SampleFiles.zip(false, members)).root();
    assertEquals(1, one.toFloats()[0]);
    members.put("m/byteorder", SampleFiles.ascii("middle"));
    assertTrue(refusal(SampleFiles.zip(false, members)).contains("expected little or big"));
  }

  @Test
  void aZipFileWithoutAPickleIsNoCheckpoint() {
    assertTrue(refusal(SampleFiles.zip(false, Map.of())).contains("data.pkl"));
    assertTrue(refusal(SampleFiles.ascii("text")).contains("expected a zip file"));
    assertTrue(refusal(new byte[0]).contains("expected a zip file"));
  }
}
