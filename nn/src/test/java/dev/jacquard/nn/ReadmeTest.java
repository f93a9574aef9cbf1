package dev.jacquard.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchOrder;
import dev.jacquard.nn.data.FashionMnist;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.NetworkJson;
import dev.jacquard.nn.network.Node;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.WeightFile;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.nn.optim.Sgd;
import dev.jacquard.nn.train.Accuracy;
import dev.jacquard.nn.train.Evaluator;
import dev.jacquard.nn.train.Trainer;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of networks is compiled, run, and up to date. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "jacquard", "nn", "ReadmeTest.java");

  private static Network describe() {
    // <network>
    NetworkBuilder net = new NetworkBuilder("small");
    Node x = net.add("conv1", Conv2d.of(3, 16, 3).withPadding(1), net.input());
    x = net.relu(net.add("bn1", BatchNorm2d.of(16), x));
    Node y = net.add("conv2", Conv2d.of(16, 16, 3).withPadding(1), x);
    y = net.add(new Add(), net.add("bn2", BatchNorm2d.of(16), y), x);
    y = net.add(new Flatten(), net.add(new AdaptiveAvgPool2d(4, 4), net.relu(y)));
    Network network = net.build(net.add("fc", Linear.of(16 * 4 * 4, 10), y));
    // </network>
    return network;
  }

  private static Accuracy train(Network network, Path file) throws IOException {
    // <training>
    RandomStream stream = RandomStream.of(0);
    StateDict state =
        new StateDict(
            Initialization.torch().begin(network, stream), RunningStatistics.initial(network));
    Trainer trainer =
        new Trainer(network, state, Sgd.of(0.9, 5e-4), LearningRate.cosine(0.1, 0, 79), stream);
    Splits data = FashionMnist.embedded();
    BatchLoader train = new BatchLoader(data.train(), data.preprocessing(), 32);
    BatchLoader test = new BatchLoader(data.test().slice(0, 1000), data.preprocessing(), 32);
    Accuracy accuracy;
    try (Compute compute = Compute.open()) {
      for (int[] images : BatchOrder.shuffled(train.set().size(), 64, stream, 0)) {
        Batch batch = train.load(images);
        trainer.step(compute, batch.images(), batch.labels());
      }
      Run run = Run.evaluation(trainer.state().statistics().orElseThrow());
      accuracy = Evaluator.evaluate(network, state.parameters(), run, test, 64, compute);
    }
    WeightFile.write(file, network, trainer.state(), Map.of());
    // </training>
    return accuracy;
  }

  @Test
  void theExampleLearnsInOneEpoch(@TempDir Path directory) throws IOException {
    Network network = describe();
    Path file = directory.resolve("small.safetensors");
    Accuracy accuracy = train(network, file);

    assertEquals(1000, accuracy.images());
    assertTrue(accuracy.top1() > 0.5, accuracy::toString);
    assertEquals(
        79, WeightFile.read(file, network).statistics().orElseThrow().get("bn1").batches());
  }

  @Test
  void theReadmeShowsTheExamplesAsTheyAre() throws IOException {
    String source = Files.readString(SOURCE);
    for (String tag : List.of("network", "training")) {
      String open = "// <" + tag + ">\n";
      int from = source.indexOf(open) + open.length();
      String example = source.substring(from, source.indexOf("\n    // </" + tag + ">", from));
      assertShown(example.stripIndent());
    }
  }

  @Test
  void theReadmeShowsTheSameNetworkAsJson() throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf("{\"name\": \"small\"");
    Network network = NetworkJson.parse(readme.substring(from, readme.indexOf("```", from)));

    assertEquals(NetworkJson.format(describe()), NetworkJson.format(network));
  }

  @Test
  void theReadmeNamesEveryModel() throws IOException {
    String readme = Files.readString(README);
    for (String name : Models.names()) {
      assertTrue(readme.contains("`" + name + "`"), "expected in README.md: " + name);
    }
  }

  private static void assertShown(String example) throws IOException {
    assertTrue(Files.readString(README).contains(example), "expected in README.md:\n" + example);
  }
}
