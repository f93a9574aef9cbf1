package dev.jacquard.nn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue against {@code models.csv}. There, parameters, image size and giga-multiply-adds
 * are those that torchvision documents; those of the small form at 32 pixels and 10 classes were
 * counted with forward hooks on torchvision 0.14's models after the adjustments were made to them.
 */
@Tag("portable")
class ModelsTest {
  private static final String TABLE = "models.csv";

  /** The documentation gives two decimals of three, not always rounded to the nearest. */
  private static final double ROUNDING = 0.006;

  static List<String> names() {
    return Models.names();
  }

  @ParameterizedTest
  @CsvFileSource(resources = TABLE, useHeadersInDisplayName = true)
  void originalsHaveThePublishedNumberOfParameters(String model, long parameters) {
    assertEquals(parameters, Models.build(model, 1000, 224).parameterCount());
  }

  @ParameterizedTest
  @CsvFileSource(resources = TABLE, useHeadersInDisplayName = true)
  void originalsHaveThePublishedMultiplyAdds(
      String model, long parameters, int imageSize, double giga) {
    Network network = Models.build(model, 1000, imageSize);

    assertEquals(giga, network.multiplyAdds(images(1, imageSize)) / 1e9, ROUNDING);
  }

  @ParameterizedTest
  @CsvFileSource(resources = TABLE, useHeadersInDisplayName = true)
  void smallFormsHaveTheParametersAndMultiplyAddsOfTheAdjustedModel(
      String model,
      long parameters,
      int imageSize,
      double giga,
      @Nullable Long smallParameters,
      @Nullable Long smallMultiplyAdds) {
    assumeTrue(smallParameters != null, "needs 75 pixels");
    Network network = Models.build(model, 10, 32);

    assertEquals(
        Arrays.asList(smallParameters, smallMultiplyAdds),
        List.of(network.parameterCount(), network.multiplyAdds(images(1, 32))));
  }

  @Test
  void theTableHasEveryModel() throws IOException {
    try (InputStream in = Objects.requireNonNull(ModelsTest.class.getResourceAsStream(TABLE))) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> listed = new HashSet<>();
      table.lines().skip(1).forEach(line -> listed.add(line.substring(0, line.indexOf(','))));

      assertEquals(new HashSet<>(Models.names()), listed);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyModelGivesOneLogitPerImageAndClassAtItsSizes(String model) {
    Stream<Integer> sizes =
        model.equals("inception_v3") ? Stream.of(75, 299) : Stream.of(32, 64, 224);

    sizes.forEach(
        size -> {
          Network network = Models.build(model, 7, size);
          Shape output = network.shapes(images(3, size)).get(network.output().index());
          assertEquals(Shape.of(3, 7), output, size + " pixels");
        });
  }

  @Test
  void namesAreUniqueAndInAStableOrder() {
    List<String> names = Models.names();

    assertEquals(names.size(), new HashSet<>(names).size());
    assertEquals(List.of("alexnet", "vgg11", "vgg13"), names.subList(0, 3));
  }

  @Test
  void anUnknownNameIsAnsweredWithSimilarOnes() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Models.build("ResNet-50", 10, 32));

    assertEquals(
        "no model is named 'ResNet-50'; the most similar names are resnet50, resnet152, resnet18",
        e.getMessage());
  }

  @Test
  void editsAreCountedAsLevenshteinDoes() {
    // Known from the literature: kitten, sitten, sittin, sitting.
    assertEquals(3, Spelling.edits("kitten", "sitting"));
    assertEquals(4, Spelling.edits("", "four"));
  }

  @Test
  void channelsAreRoundedUpWhereATenthWouldBeLost() {
    assertEquals(
        List.of(80, 88, 8, 16), Stream.of(83, 84, 3, 12).map(ModelsTest::rounded).toList());
  }

  private static int rounded(int channels) {
    return Channels.round(channels, 8);
  }

  @Test
  void imagesThatAreTooSmallAreRefusedWithTheNameOfTheLayer() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Models.build("inception_v3", 10, 32));

    assertTrue(String.valueOf(e.getMessage()).startsWith("inception_v3: "), e.getMessage());
  }

  @Test
  void classesMustBePositive() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Models.build("resnet18", 0, 32));

    assertEquals("expected 1 or more classes and pixels, got 0 and 32", e.getMessage());
  }

  @Test
  void resNetsBegin3x3WithoutPoolingBelow64Pixels() {
    assertEquals(Conv2d.of(3, 64, 3).withPadding(1), node("resnet50", 63, "conv1").layer());
    assertTrue(
        Models.build("resnet50", 10, 63).nodes().stream()
            .noneMatch(node -> node.layer() instanceof MaxPool2d));
    assertEquals(
        Conv2d.of(3, 64, 7).withStride(2).withPadding(3), node("resnet50", 64, "conv1").layer());
  }

  @Test
  void layerScalesOfConvNextBeginAsAMillionth() {
    assertEquals(
        new Parameter(Shape.of(96, 1, 1), 1e-6, 0),
        node("convnext_tiny", 224, "features.1.0.layer_scale").layer());
  }

  @Test
  void stochasticDepthOfConvNextGrowsFromNothingToItsLastBlocks() {
    List<Double> probabilities = probabilities("convnext_small");

    // 36 blocks: 0.4 i / 35.
    assertEquals(36, probabilities.size());
    assertEquals(0, probabilities.get(0));
    assertEquals(0.4 / 35, probabilities.get(1), 1e-12);
    assertEquals(0.4, probabilities.get(35), 1e-12);
  }

  @Test
  void stochasticDepthOfEfficientNetIsInItsResidualBlocks() {
    // Of 16 blocks those numbered 2, 4, 6, 7, 9, 10, 12, 13 and 14 keep their shape: 0.2 i / 16.
    List<Double> expected =
        Stream.of(2, 4, 6, 7, 9, 10, 12, 13, 14).map(i -> 0.2 * i / 16).toList();

    assertEquals(expected, probabilities("efficientnet_b0"));
  }

  private static List<Double> probabilities(String model) {
    return Models.build(model, 10, 224).nodes().stream()
        .map(Node::layer)
        .filter(StochasticDepth.class::isInstance)
        .map(layer -> ((StochasticDepth) layer).probability())
        .toList();
  }

  private static Node node(String model, int imageSize, String name) {
    return Models.build(model, 10, imageSize).nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Shape images(int count, int size) {
    return Shape.of(count, 3, size, size);
  }
}
