package dev.jacquard.tensor.io;

import static dev.jacquard.tensor.io.HandMadePickles.integer;
import static dev.jacquard.tensor.io.HandMadePickles.longInteger;
import static dev.jacquard.tensor.io.HandMadePickles.pickle;
import static dev.jacquard.tensor.io.HandMadePickles.tensor;
import static dev.jacquard.tensor.io.HandMadePickles.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {
  private static final byte[] FOUR_FLOATS = new byte[16];

  private static Object read(byte[] pickle, byte... storage) throws TensorFileException {
    return TorchCheckpoint.read(SampleFiles.checkpoint(pickle, storage)).root();
  }

  private static String refusal(byte[] pickle, byte... storage) {
    return assertThrows(TensorFileException.class, () -> read(pickle, storage)).getMessage();
  }

  @Test
  void protocol0IsRead() throws TensorFileException {
    String instructions =
        "(dp0\nS'a\\'\\x41\\n'\np1\n(lp2\nI12\naL-5L\naI01\naI00\naF1.5\naFnan\naF-inf\naNaV\\u00e9"
            + "\naL1267650600228229401496703205376L\nag1\nas.";
    assertEquals(
        Map.of(
            "a'A\n",
            List.of(
                12L,
                -5L,
                true,
                false,
                1.5,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                None.NONE,
                "é",
                BigInteger.TWO.pow(100),
                "a'A\n")),
        read(SampleFiles.ascii(instructions)));
  }

  @Test
  void numbersOfEverySizeAreRead() throws TensorFileException {
    assertEquals(
        List.of(255L, 65535L, -1L, 0L, -129L, Long.MIN_VALUE, -2.0),
        read(
            pickle(
                "(K\u00ffM\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ff\u008a\0\u008b\u0002\0\0\0\u007f\u00ff"
                    + longInteger(Long.MIN_VALUE)
                    + "G\u00c0\0\0\0\0\0\0\0l")));
  }

  @Test
  void collectionsOfEveryKindAreRead() throws TensorFileException {
    assertEquals(
        List.of(
            List.of(),
            List.of(1L),
            List.of(1L, 2L),
            List.of(1L, 2L, 3L),
            Map.of(1L, 2L),
            Set.of(1L, 2L),
            Set.of(3L)),
        read(
            pickle(
                "])aK\u0001\u0085aK\u0001K\u0002\u0086aK\u0001K\u0002K\u0003\u0087a(K\u0001K\u0002da"
                    + "\u008f(K\u0001K\u0002\u0090a(K\u0003\u0091a")));
  }

  @Test
  void sharedPartsAreSharedAgain() throws TensorFileException {
    List<?> list = (List<?>) read(pickle("](]q\0K\u0007ah\0e"));
    assertEquals(List.of(List.of(7L), List.of(7L)), list);
    assertTrue(list.get(0) == list.get(1));
  }

  @Test
  void namesMayComeFromTheStack() throws TensorFileException {
    String names = "\u008c\u000bcollections\u0094\u008c\u000bOrderedDict\u0094\u0093)R}";
    assertEquals(Map.of(), read(pickle(names + text("_metadata") + "Nsb")));
  }

  @Test
  void orderedDictionariesMayTakePairs() throws TensorFileException {
    String pairs = "ccollections\nOrderedDict\n(](](" + text("a") + "K\u0001eetR";
    assertEquals(Map.of("a", 1L), read(pickle(pairs)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"}(%su", "\u008f(%s\u0090", "cbuiltins\nset\n](%se\u0085R"})
  void manyKeysMustBeOfOneKind(String collection) throws TensorFileException {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 1024; i++) {
      keys.append(integer(i)).append(collection.startsWith("}") ? "N" : "");
    }
    String value = collection.startsWith("}") ? "N" : "";
    read(pickle(collection.formatted(keys + integer(1024) + value)));
    String refusal = refusal(pickle(collection.formatted(keys + text("a") + value)));
    assertTrue(refusal.contains("keys of one kind"), refusal);
  }

  @Test
  void textMustBeUtf8ButMayHoldWhatStandsForBrokenText() throws TensorFileException {
    assertEquals("a\ufffd", read(pickle(text("a\u00ef\u00bf\u00bd"))));
    String refusal = refusal(pickle(text("a\u00ef\u00bf\u00bd\u00ff")));
    assertTrue(refusal.contains("expected UTF-8 before byte"), refusal);
    refusal(pickle(text("a\u00ef\u00bf")));
    refusal(pickle(text("\u00ed\u00a0\u0080")));
  }

  // torch.save({'s': {None, 1}}, 'none.pt')
  @Test
  void setsMayHoldNone() throws TensorFileException {
    assertEquals(
        Set.of(None.NONE, 1L), read(pickle("c__builtin__\nset\n](N" + integer(1) + "e\u0085R")));
  }

  @Test
  void whatIsReadCannotBeChanged() throws TensorFileException {
    Map<?, ?> map = (Map<?, ?>) read(pickle("}K\u0001]s"));
    assertThrows(UnsupportedOperationException.class, map::clear);
    List<?> list = (List<?>) map.values().iterator().next();
    assertThrows(UnsupportedOperationException.class, () -> list.add(null));
  }

  @ParameterizedTest
  @CsvSource({
    "'cos\nsystem\nX\u0002\0\0\0id\u0085R', os.system",
    "'cbuiltins\neval\nX\u0002\0\0\0id\u0085R', builtins.eval",
    "'ctorch\nload\n', torch.load",
    "'(ios\nsystem\n', INST",
    "'(cbuiltins\nobject\no', builtins.object",
    "'(No', OBJ",
    "'N)\u0081', NEWOBJ",
    "'N)}\u0092', NEWOBJ_EX",
    "'\u0082\u0001', EXT1",
    "'P1\n', PERSID",
    "'\u0097', NEXT_BUFFER",
    "'ctorch\nComplexFloatStorage\n', torch.ComplexFloatStorage",
    "'ctorch._utils\n_rebuild_qtensor\n', torch._utils._rebuild_qtensor",
    "'ctorch._utils\n_rebuild_sparse_tensor\n', _rebuild_sparse_tensor",
  })
  void whatCouldRunIsRefusedByName(String instructions, String named) {
    String refusal = refusal(pickle(instructions));
    assertTrue(refusal.contains(named), refusal);
    assertTrue(refusal.startsWith("bytes: entry 'archive/data.pkl': expected "), refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "1",
        "a",
        "e",
        "s",
        "u",
        "t",
        "R",
        "b",
        "2",
        "Q",
        "(",
        "NR",
        "))R",
        "Na",
        "NNs",
        "}(Nu",
        "}]Ns",
        "})Ns",
        "}NNsNNs",
        "h\0",
        "j\0\0\0\u0080",
        "(0",
        "Nr\u00ff\u00ff\u00ff\u007f",
        "Ix\n",
        "I1_0\n",
        "F0x1p3\n",
        "F1d\n",
        "S'a\n",
        "Sa\n",
        "V\\u00\n",
        "V\\UFFFFFFFF\n",
        "T\u00ff\u00ff\u00ff\u00ff",
        "X\u00ff\u00ff\u00ff\u00ffa",
        "X\u0001\0\0\0\u00ff",
        "B\u00ff\u00ff\u00ff\u00ffa",
        "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
        "\u008b\u00ff\u00ff\u00ff\u00ff",
        "\u0080\u0006N",
        "\u00ff",
        "N.N",
        "](a",
        "\u008fQ",
        "cx",
        "ccollections\nOrderedDict\n",
        "ctorch\nFloatStorage\n",
        "]q\0h\0a",
        "}q\0K\u0001h\0s",
        "]q\0h\0\u0085a"
      })
  void brokenPicklesAreRefused(String instructions) {
    String refusal = refusal(pickle(instructions));
    assertTrue(refusal.startsWith("bytes: entry 'archive/data.pkl': expected "), refusal);
  }

  @Test
  void deepDataIsRefused() {
    assertTrue(refusal(pickle("]".repeat(102) + "a".repeat(101))).contains("levels"));
    assertTrue(refusal(pickle("]".repeat(50_000) + "a".repeat(49_999))).contains("levels"));
  }

  @Test
  void sharedPartsDoNotMultiplyWithoutEnd() {
    // Twenty-five lists that each hold the one before it twice would unfold to 2^25 values.
    StringBuilder instructions = new StringBuilder("]q\0");
    for (int i = 1; i < 25; i++) {
      char before = (char) (i - 1);
      instructions.append("](h").append(before).append('h').append(before).append('e');
      instructions.append('q').append((char) i);
    }
    String refusal = refusal(pickle(instructions.toString()));
    assertTrue(refusal.contains("at most"), refusal);
  }

  @Test
  void untypedStoragesHoldTypesWithoutAStorageOfTheirOwn() throws TensorFileException {
    byte[] pickle = HandMadePickles.untyped("uint16", 4, 2);
    StoredArray array = (StoredArray) read(pickle, (byte) 1, (byte) 0, (byte) -1, (byte) -1);
    assertEquals(DType.U16, array.type());
    assertArrayEquals(new long[] {1, 65535}, array.toLongs());
    refusal(HandMadePickles.untyped("uint16", 3, 1), new byte[3]);
    assertTrue(refusal(HandMadePickles.untyped("complex64", 8, 1)).contains("torch.complex64"));
  }

  @Test
  void storagesMustHoldAsManyElementsAsThePickleSays() {
    String refusal = refusal(tensor("FloatStorage", 5, "K\0", "K\u0004", "K\u0001"), FOUR_FLOATS);
    assertEquals("bytes: storage '0': expected 5 elements F32, file has 16 bytes", refusal);
    refusal(tensor("FloatStorage", -1, "K\0", "K\u0004", "K\u0001"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", "K\u0004", "K\u0001"), new byte[17]);
    refusal(tensor("DoubleStorage", 4, "K\0", "K\u0004", "K\u0001"), FOUR_FLOATS);
  }

  @Test
  void elementsMustLieInTheStorage() throws TensorFileException {
    String two = "K\u0002";
    StoredArray last =
        (StoredArray) read(tensor("FloatStorage", 4, two, two, "K\u0001"), FOUR_FLOATS);
    assertEquals(2, last.shape().size());
    refusal(tensor("FloatStorage", 4, "K\u0003", two, "K\u0001"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, integer(-1), two, "K\u0001"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", two, "K\u0004"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", two, integer(-1)), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", integer(-2), "K\u0001"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", two + two, "K\u0001"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", two + two, "K\u0003K\u0001"), FOUR_FLOATS);
    String huge = longInteger(Long.MAX_VALUE);
    refusal(tensor("FloatStorage", 4, huge, two, "K\u0001"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", huge, "K\u0001"), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, "K\0", two, huge), FOUR_FLOATS);
    refusal(tensor("FloatStorage", 4, huge, two, huge), FOUR_FLOATS);
  }

  @Test
  void expandedTensorsHaveALimit() throws TensorFileException {
    int most = (1 << 22) + 4;
    StoredArray array =
        (StoredArray) read(tensor("FloatStorage", 4, "K\0", integer(most), "K\0"), FOUR_FLOATS);
    assertEquals(most, array.toFloats().length);
    refusal(tensor("FloatStorage", 4, "K\0", integer(most + 1), "K\0"), FOUR_FLOATS);
  }

  @Test
  void tensorsWithPendingNegationAreRefused() {
    String before =
        new String(tensor("FloatStorage", 4, "K\0", "", ""), StandardCharsets.ISO_8859_1);
    String negated = before.replace(")RtR.", ")R}" + text("neg") + "\u0088stR.");
    assertTrue(refusal(SampleFiles.ascii(negated), FOUR_FLOATS).contains("negation"));
  }

  // torch.load(file, map_location='cpu') does not ask either
  @ParameterizedTest
  @ValueSource(strings = {"cpu", "cuda:0", "mps", "meta", "privateuse1:3", ""})
  void theDeviceDoesNotMatterWhereThereAreBytes(String device) throws TensorFileException {
    String before =
        new String(tensor("FloatStorage", 4, "K\0", "", ""), StandardCharsets.ISO_8859_1);
    String moved = before.replace(text("cpu"), text(device));
    assertEquals(DType.F32, ((StoredArray) read(SampleFiles.ascii(moved), FOUR_FLOATS)).type());
  }

  // torch.save([b'', bytearray(), bytearray(b'a')], 'bytes.pt')
  @Test
  void emptyBytesAndArraysOfBytesAreRead() throws TensorFileException {
    String array = "c__builtin__\nbytearray\n";
    String one = "c_codecs\nencode\n" + text("a") + text("latin1") + "\u0086R";
    List<?> list =
        (List<?>)
            read(pickle("(c__builtin__\nbytes\n)R" + array + ")R" + array + one + "\u0085Rl"));
    assertArrayEquals(new byte[0], (byte[]) list.get(0));
    assertArrayEquals(new byte[0], (byte[]) list.get(1));
    assertArrayEquals(new byte[] {'a'}, (byte[]) list.get(2));
    assertTrue(refusal(pickle(array + "K\u0001\u0085R")).contains("bytearray"));
  }

  // torch.save('\u00fcn\u0448', 'text.pt', pickle_protocol=0)
  @Test
  void textOfProtocol0IsLatin1WithEscapes() throws TensorFileException {
    assertEquals("\u00fcn\u0448", read(SampleFiles.ascii("V\u00fcn\\u0448\np0\n.")));
  }
}
