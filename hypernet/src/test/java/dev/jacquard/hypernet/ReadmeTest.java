package dev.jacquard.hypernet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.predict.PredictedNetwork;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.hypernet.predict.ShippedGhn;
import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.FashionMnist;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.train.Accuracy;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows of hypernetworks is compiled, run, and up to date. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "jacquard", "hypernet", "ReadmeTest.java");

  private static double predictAndRun() throws IOException {
    // <prediction>
    Network network = Models.build("resnet18", 10, 32);
    Predictor predictor = Predictor.of(ShippedGhn.GHN2_FASHION_MNIST);
    Splits data = FashionMnist.embedded();
    Batch batch = new BatchLoader(data.test(), data.preprocessing(), 32).load(0, 64);
    try (Compute compute = Compute.open()) {
      PredictedNetwork predicted = predictor.predict(network, 0, compute);
      Tensor logits = predicted.run(batch.images(), compute);
      return Accuracy.NONE.plus(logits, batch.labels()).top1();
    }
    // </prediction>
  }

  @Test
  void theExampleIsRightMoreOftenThanByChance() throws IOException {
    assertTrue(predictAndRun() > 0.15);
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() throws IOException {
    String source = Files.readString(SOURCE);
    String open = "// <prediction>\n";
    int from = source.indexOf(open) + open.length();
    String example =
        source.substring(from, source.indexOf("\n    // </prediction>", from)).stripIndent();
    assertTrue(Files.readString(README).contains(example), "expected in README.md:\n" + example);
  }
}
