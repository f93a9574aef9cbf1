package dev.jacquard.nn.model;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toMap;

import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The catalogue of well-known image classifiers, by torchvision's names.
 *
 * <p>A new family is a file that lists its architectures, and a line here.
 */
public final class Models {
  private static final Map<String, Architecture> CATALOGUE =
      Stream.of(
              AlexNet.all(),
              Vgg.all(),
              GoogLeNet.all(),
              ResNet.all(),
              SqueezeNet.all(),
              DenseNet.all(),
              MobileNetV2.all(),
              MobileNetV3.all(),
              EfficientNet.all(),
              MnasNet.all(),
              ShuffleNetV2.all(),
              RegNet.all(),
              InceptionV3.all(),
              ConvNext.all())
          .flatMap(List::stream)
          .collect(
              collectingAndThen(
                  toMap(Architecture::name, Function.identity(), (a, b) -> a, LinkedHashMap::new),
                  Collections::unmodifiableMap));

  private static final int SUGGESTIONS = 3;
  private static final int CHANNELS = 3;

  private Models() {}

  /** The names of all models, family by family. */
  public static List<String> names() {
    return List.copyOf(CATALOGUE.keySet());
  }

  /**
   * Builds a model for images {@code [N, 3, imageSize, imageSize]}. From 64 pixels on it is
   * torchvision's; below, its stem keeps more of the resolution, as in the experiments of Knyazev
   * et al. 2021 on CIFAR-10: each family's file says how.
   *
   * @param name torchvision's name, such as {@code resnet50}
   * @param classes number of classes
   * @param imageSize rows and columns of an image
   * @throws IllegalArgumentException if there is no such model (the message names similar ones), or
   *     it cannot work on images of this size
   */
  public static Network build(String name, int classes, int imageSize) {
    Architecture architecture = CATALOGUE.get(name);
    if (architecture == null) {
      throw new IllegalArgumentException(
          "no model is named '"
              + name
              + "'; the most similar names are "
              + String.join(", ", Spelling.nearest(name, names(), SUGGESTIONS)));
    }
    NetworkBuilder net = new NetworkBuilder(name);
    Network network = net.build(architecture.logits(net, new Task(classes, imageSize)));
    network.shapes(Shape.of(1, CHANNELS, imageSize, imageSize));
    return network;
  }
}
