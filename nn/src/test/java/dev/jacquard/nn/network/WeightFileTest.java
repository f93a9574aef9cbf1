package dev.jacquard.nn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import dev.jacquard.tensor.io.TorchCheckpoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class WeightFileTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private final Network network = network();
  private final StateDict state = state(network);

  private static Network network() {
    NetworkBuilder net = new NetworkBuilder("net");
    Node x = net.add("conv", Conv2d.of(3, 2, 1).withBias(), net.input());
    return net.build(net.add("bn", BatchNorm2d.of(2), x));
  }

  private static StateDict state(Network network) {
    RunningStatistics statistics = RunningStatistics.initial(network);
    NormStatistics norm = statistics.get("bn");
    norm.blend(Tensor.of(norm.mean().shape(), 1, 2), Tensor.of(norm.mean().shape(), 3, 4), 9, 0.5);
    return new StateDict(Initialization.torch().begin(network, RandomStream.of(7)), statistics);
  }

  private void assertSame(StateDict other) {
    state
        .parameters()
        .asMap()
        .forEach(
            (name, tensor) -> assertTrue(tensor.bitEquals(other.parameters().get(name)), name));
    NormStatistics expected = state.statistics().orElseThrow().get("bn");
    NormStatistics actual = other.statistics().orElseThrow().get("bn");
    assertTrue(expected.mean().bitEquals(actual.mean()));
    assertTrue(expected.variance().bitEquals(actual.variance()));
    assertEquals(expected.batches(), actual.batches());
  }

  /** As {@code list(Sequential(OrderedDict(conv=..., bn=...)).state_dict())} in PyTorch. */
  @Test
  void entriesAreInPyTorchsOrder() {
    assertEquals(
        List.of(
            "conv.weight",
            "conv.bias",
            "bn.weight",
            "bn.bias",
            "bn.running_mean",
            "bn.running_var",
            "bn.num_batches_tracked"),
        StateDict.entries(network).stream().map(StateDict.Entry::name).toList());
    assertEquals(
        StateDict.entries(network).stream().map(StateDict.Entry::name).toList(),
        List.copyOf(state.arrays(network).keySet()));
  }

  @Test
  void everyKindOfFileIsReadAsItWasWritten() throws TensorFileException {
    for (String name : List.of("a.safetensors", "a.pt", "a.pth", "a.npz")) {
      Path file = directory.resolve(name);
      WeightFile.write(file, network, state, Map.of());

      assertSame(WeightFile.read(file, network));
    }
  }

  @Test
  void aStateMayLieInACheckpoint() throws TensorFileException {
    Path file = directory.resolve("checkpoint.pt");
    TorchCheckpoint.write(file, Map.of("epoch", 3, "state_dict", state.arrays(network)));

    assertSame(WeightFile.read(file, network));
  }

  @Test
  void statisticsMayBeMissingAltogether() throws TensorFileException {
    Path file = directory.resolve("weights.npz");
    Npz.write(file, StoredArray.ofAll(state.parameters().asMap()));

    assertTrue(WeightFile.read(file, network).statistics().isEmpty());
  }

  @Test
  void whatDoesNotFitIsNamedInOneMessage() {
    Map<String, StoredArray> arrays = new LinkedHashMap<>(state.arrays(network));
    arrays.remove("bn.running_mean");
    arrays.put("conv.weight", StoredArray.of(Tensor.zeros(2, 3, 3, 3)));
    for (int i = 0; i < 5; i++) {
      arrays.put("extra" + i, StoredArray.of(Tensor.zeros(1)));
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StateDict.of(network, arrays, "w.npz"));

    assertEquals(
        "w.npz does not fit net: 1 wrong shape (conv.weight: expected [2, 3, 1, 1], got"
            + " [2, 3, 3, 3]); 1 missing (bn.running_mean); 5 unknown (extra0, extra1, extra2,"
            + " ...)",
        e.getMessage());
  }

  @Test
  void anotherEndingIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> WeightFile.checkName(Path.of("weights.bin")));

    assertEquals(
        "weights.bin: expected a name that ends in .safetensors, .pt, .pth or .npz",
        e.getMessage());
  }
}
