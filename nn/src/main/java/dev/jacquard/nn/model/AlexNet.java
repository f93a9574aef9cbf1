package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.List;

/**
 * AlexNet, in the one-column form of Krizhevsky, "One weird trick for parallelizing convolutional
 * neural networks", 2014.
 *
 * <p>For small images the first convolution has stride 1 and the first pooling is left out.
 */
record AlexNet(String name) implements Architecture {
  static List<AlexNet> all() {
    return List.of(new AlexNet("alexnet"));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Sequential features = new Sequential(net.in("features"), net.input());
    features.add(conv(3, 64, 11, 2).withStride(task.small() ? 1 : 4)).relu();
    if (task.small()) {
      features.skip();
    } else {
      features.add(MaxPool2d.of(3, 2));
    }
    features.add(conv(64, 192, 5, 2)).relu().add(MaxPool2d.of(3, 2));
    features.add(conv(192, 384, 3, 1)).relu();
    features.add(conv(384, 256, 3, 1)).relu();
    features.add(conv(256, 256, 3, 1)).relu().add(MaxPool2d.of(3, 2));

    Node pooled = net.add("avgpool", new AdaptiveAvgPool2d(6, 6), features.output());
    return Sequential.of(
        net.in("classifier"),
        net.add(new Flatten(), pooled),
        new Dropout(0.5),
        Linear.of(256 * 6 * 6, 4096),
        Activate.relu(),
        new Dropout(0.5),
        Linear.of(4096, 4096),
        Activate.relu(),
        Linear.of(4096, task.classes()));
  }

  private static Conv2d conv(int in, int out, int kernel, int padding) {
    return Conv2d.of(in, out, kernel).withPadding(padding).withBias();
  }
}
