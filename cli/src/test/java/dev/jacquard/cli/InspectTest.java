package dev.jacquard.cli;

import static dev.jacquard.cli.Outcome.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.None;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.Safetensors;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TorchCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class InspectTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  /** Mean 1, squared deviations 0 + 16 + 16 + 0. */
  private final StoredArray weight =
      StoredArray.of(Tensor.of(Shape.of(2, 2), new float[] {1, -3, 5, 1}));

  private final Map<String, StoredArray> arrays = new LinkedHashMap<>();

  @BeforeEach
  void makeArrays() {
    arrays.put("conv.weight", weight);
    arrays.put("steps", StoredArray.of(Shape.of(3), 7, 8, 9));
  }

  private Map<?, ?> json(Path file) throws IOException {
    return Outcome.of("inspect", "--json", file.toString()).json();
  }

  private Map<?, ?> firstTensor(Path file) throws IOException {
    return (Map<?, ?>) ((List<?>) get(json(file), "tensors")).get(0);
  }

  private Path npy(float... values) throws IOException {
    Path file = directory.resolve("a.npy");
    Npy.write(file, StoredArray.of(Tensor.of(Shape.of(values.length), values)));
    return file;
  }

  @Test
  void statisticsAreThoseOfThePopulation() throws IOException {
    Path file = directory.resolve("m.safetensors");
    new Safetensors(arrays, Map.of()).write(file);

    Map<?, ?> tensor = firstTensor(file);

    assertEquals(
        List.of(-3.0, 5.0, 1.0, Math.sqrt(8)),
        List.of(get(tensor, "min"), get(tensor, "max"), get(tensor, "mean"), get(tensor, "std")));
  }

  @Test
  void normIsTheRootOfTheSumOfSquares() throws IOException {
    // 9 + 16 + 144 = 13^2, up to the rounding of mean and deviation.
    assertEquals(13.0, (Double) get(firstTensor(npy(3, -4, 12)), "l2"), 1e-12);
  }

  @Test
  void typeShapeAndSizeAreThoseOfTheFile() throws IOException {
    Path file = directory.resolve("m.safetensors");
    new Safetensors(arrays, Map.of()).write(file);

    Map<?, ?> tensor = firstTensor(file);

    assertEquals(
        List.of("conv.weight", "F32", List.of(2L, 2L), 4L, 16L, 0L),
        List.of(
            get(tensor, "name"),
            get(tensor, "type"),
            get(tensor, "shape"),
            get(tensor, "elements"),
            get(tensor, "bytes"),
            get(tensor, "notFinite")));
  }

  @Test
  void totalsAreOfAllTensors() throws IOException {
    Path file = directory.resolve("m.safetensors");
    new Safetensors(arrays, Map.of("made by", "hand")).write(file);

    Map<?, ?> json = json(file);

    assertEquals(
        List.of(file.toString(), "safetensors", Map.of("made by", "hand"), 2L, 7L, 40L),
        List.of(
            get(json, "file"),
            get(json, "format"),
            get(json, "metadata"),
            get(json, "tensorCount"),
            get(json, "elementCount"),
            get(json, "byteCount")));
  }

  @Test
  void everyFormatIsTold() throws IOException {
    // Names that say nothing: the bytes tell.
    Path npy = directory.resolve("1");
    Path npz = directory.resolve("2");
    Path torch = directory.resolve("3");
    Npy.write(npy, weight);
    Npz.write(npz, arrays);
    TorchCheckpoint.write(torch, new LinkedHashMap<Object, Object>(arrays));

    assertEquals(
        List.of("npy", "npz", "torch"),
        List.of(get(json(npy), "format"), get(json(npz), "format"), get(json(torch), "format")));
  }

  @Test
  void valuesThatAreNotFiniteAreCountedAndLeftOut() throws IOException {
    Map<?, ?> tensor = firstTensor(npy(3, Float.NaN, 4, Float.NEGATIVE_INFINITY));

    assertEquals(
        List.of(2L, 3.0, 4.0),
        List.of(get(tensor, "notFinite"), get(tensor, "min"), get(tensor, "max")));
    // 3^2 + 4^2 = 5^2, up to the rounding of mean and deviation.
    assertEquals(5.0, (Double) get(tensor, "l2"), 1e-12);
  }

  @Test
  void statisticsOfNoFiniteValueAreNull() throws IOException {
    Map<?, ?> tensor = firstTensor(npy(Float.NaN));

    assertEquals(
        List.of(None.NONE, None.NONE, None.NONE, None.NONE, None.NONE),
        List.of(
            get(tensor, "min"),
            get(tensor, "max"),
            get(tensor, "mean"),
            get(tensor, "std"),
            get(tensor, "l2")));
  }

  @Test
  void tableIsAligned() throws IOException {
    Path file = directory.resolve("m.safetensors");
    new Safetensors(arrays, Map.of("made by", "hand")).write(file);

    assertEquals(
        file
            + """
            : safetensors, 2 tensors, 7 elements, 40 bytes
            made by: hand

            name         type  shape   min  max  mean     std      l2
            conv.weight  F32   [2, 2]   -3    5     1  2.8284       6
            steps        I64   [3]       7    9     8  0.8165  13.928
            """,
        Outcome.of("inspect", file.toString()).out());
  }

  @Test
  void numbersHaveFiveDigits() throws IOException {
    String out = Outcome.of("inspect", npy(-1.2345678e-10f, 123456.78f).toString()).out();

    assertTrue(out.contains("  -1.2346E-10  123460  61728  61728  "), out);
  }

  @Test
  void tableSaysHowManyValuesAreNotFinite() throws IOException {
    String out = Outcome.of("inspect", npy(Float.NaN).toString()).out();

    assertTrue(out.endsWith("(array)  F32   [1]      -    -     -    -   -  1 not finite\n"), out);
  }

  @Test
  void namesDoNotReachTheTerminalAsCommands() throws IOException {
    Path file = directory.resolve("m.npz");
    Npz.write(file, Map.of("red\u001b[31m", weight));

    String out = Outcome.of("inspect", file.toString()).out();

    assertFalse(out.contains("\u001b"));
    assertTrue(out.contains("red\\u001b[31m"), out);
  }

  @Test
  void fileOfOtherBytesIsNamed() throws IOException {
    Path file = directory.resolve("notes.txt");
    Files.writeString(file, "not a tensor in sight");

    Outcome outcome = Outcome.of("inspect", file.toString());

    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().startsWith("jacquard: " + file + ": expected a .npy"), outcome.err());
  }
}
