package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.List;

/**
 * VGG: Simonyan and Zisserman, "Very deep convolutional networks for large-scale image
 * recognition", 2015, table 1; with and without batch norm.
 *
 * <p>For small images the poolings among the first ten features are left out.
 *
 * @param normed whether batch norm follows each convolution
 * @param depths convolutions of each of the five stages
 */
record Vgg(String name, boolean normed, List<Integer> depths) implements Architecture {
  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512, 512);
  private static final int FULL_RESOLUTION = 10;

  static List<Vgg> all() {
    List<Integer> a = List.of(1, 1, 2, 2, 2);
    List<Integer> b = List.of(2, 2, 2, 2, 2);
    List<Integer> d = List.of(2, 2, 3, 3, 3);
    List<Integer> e = List.of(2, 2, 4, 4, 4);
    return List.of(
        new Vgg("vgg11", false, a),
        new Vgg("vgg13", false, b),
        new Vgg("vgg16", false, d),
        new Vgg("vgg19", false, e),
        new Vgg("vgg11_bn", true, a),
        new Vgg("vgg13_bn", true, b),
        new Vgg("vgg16_bn", true, d),
        new Vgg("vgg19_bn", true, e));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Node pooled = net.add("avgpool", new AdaptiveAvgPool2d(7, 7), features(net, task));
    return Sequential.of(
        net.in("classifier"),
        net.add(new Flatten(), pooled),
        Linear.of(512 * 7 * 7, 4096),
        Activate.relu(),
        new Dropout(0.5),
        Linear.of(4096, 4096),
        Activate.relu(),
        new Dropout(0.5),
        Linear.of(4096, task.classes()));
  }

  private Node features(NetworkBuilder net, Task task) {
    Sequential features = new Sequential(net.in("features"), net.input());
    int in = 3;
    for (int stage = 0; stage < depths.size(); stage++) {
      int width = WIDTHS.get(stage);
      for (int i = 0; i < depths.get(stage); i++) {
        features.add(Conv2d.of(in, width, 3).withPadding(1).withBias());
        if (normed) {
          features.add(BatchNorm2d.of(width));
        }
        features.relu();
        in = width;
      }
      if (task.small() && features.size() < FULL_RESOLUTION) {
        features.skip();
      } else {
        features.add(MaxPool2d.of(2, 2));
      }
    }
    return features.output();
  }
}
