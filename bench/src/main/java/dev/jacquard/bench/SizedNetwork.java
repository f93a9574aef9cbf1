package dev.jacquard.bench;

import dev.jacquard.hypernet.predict.Networks;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * A network and the images it is for, by a name that fits on a command line.
 *
 * @param network with ten classes
 * @param pixels rows and columns of an image
 */
record SizedNetwork(Network network, int pixels) {
  /** How many classes networks tell apart here: as many as the shipped hypernetwork predicts. */
  static final int CLASSES = 10;

  private static final int USUAL_PIXELS = 32;
  private static final int CHANNELS = 3;

  /**
   * A network of {@link Networks}.
   *
   * @param name of it and, behind {@code @}, the rows and columns of its images: {@code
   *     resnet50@224}; 32 where that is left out
   * @throws IllegalArgumentException if there is none of this name, or it cannot work on such
   *     images
   */
  static SizedNetwork of(String name) {
    int at = name.indexOf('@');
    if (at < 0) {
      return of(name, USUAL_PIXELS);
    }
    String digits = name.substring(at + 1);
    if (!digits.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          "network '" + name + "': expected its rows and columns of pixels behind @");
    }
    return of(name.substring(0, at), Integer.parseInt(digits));
  }

  private static SizedNetwork of(String name, int pixels) {
    return new SizedNetwork(Networks.build(name, CLASSES, pixels), pixels);
  }

  /** n images of noise, the same in every JVM. */
  Tensor images(int n) {
    return noise(n, pixels);
  }

  /** n images of noise, the same in every JVM. */
  static Tensor noise(int n, int pixels) {
    Shape shape = Shape.of(n, CHANNELS, pixels, pixels);
    return Tensor.view(shape, Values.normal(shape.size(), 1), 0);
  }

  /** A label for each of n images: all classes in turn. */
  static int[] labels(int n) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % CLASSES;
    }
    return labels;
  }
}
