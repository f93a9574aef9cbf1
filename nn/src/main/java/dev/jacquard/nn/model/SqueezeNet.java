package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.List;

/**
 * SqueezeNet: Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters", 2016,
 * table 1; version 1.1 is that of the authors' repository. It is the same for images of all sizes.
 *
 * @param stem the first convolution
 * @param stages fire modules between poolings
 */
record SqueezeNet(String name, Conv2d stem, List<List<Fire>> stages) implements Architecture {
  /** A squeeze to some channels, then 1 x 1 and 3 x 3 convolutions to half of {@code out} each. */
  record Fire(int in, int squeeze, int out) {}

  private static final Fire FIRE2 = new Fire(96, 16, 128);
  private static final Fire FIRE3 = new Fire(128, 16, 128);
  private static final Fire FIRE4 = new Fire(128, 32, 256);
  private static final Fire FIRE5 = new Fire(256, 32, 256);
  private static final Fire FIRE6 = new Fire(256, 48, 384);
  private static final Fire FIRE7 = new Fire(384, 48, 384);
  private static final Fire FIRE8 = new Fire(384, 64, 512);
  private static final Fire FIRE9 = new Fire(512, 64, 512);

  static List<SqueezeNet> all() {
    return List.of(
        new SqueezeNet(
            "squeezenet1_0",
            Conv2d.of(3, 96, 7),
            List.of(
                List.of(FIRE2, FIRE3, FIRE4), List.of(FIRE5, FIRE6, FIRE7, FIRE8), List.of(FIRE9))),
        new SqueezeNet(
            "squeezenet1_1",
            Conv2d.of(3, 64, 3),
            List.of(
                List.of(new Fire(64, 16, 128), FIRE3),
                List.of(FIRE4, FIRE5),
                List.of(FIRE6, FIRE7, FIRE8, FIRE9))));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Sequential features = new Sequential(net.in("features"), net.input());
    features.add(stem.withStride(2).withBias()).relu();
    for (List<Fire> stage : stages) {
      features.add(MaxPool2d.of(3, 2).withCeil());
      for (Fire fire : stage) {
        features.add((module, x) -> fire(module, fire, x));
      }
    }
    Node scores =
        Sequential.of(
            net.in("classifier"),
            features.output(),
            new Dropout(0.5),
            Conv2d.of(512, task.classes(), 1).withBias(),
            Activate.relu(),
            AdaptiveAvgPool2d.global());
    return net.add(new Flatten(), scores);
  }

  private static Node fire(NetworkBuilder net, Fire fire, Node x) {
    Conv2d squeeze = Conv2d.of(fire.in(), fire.squeeze(), 1).withBias();
    Conv2d narrow = Conv2d.of(fire.squeeze(), fire.out() / 2, 1).withBias();
    Conv2d wide = Conv2d.of(fire.squeeze(), fire.out() / 2, 3).withPadding(1).withBias();
    Node squeezed = net.relu(net.add("squeeze", squeeze, x));
    return net.add(
        Concat.channels(),
        net.relu(net.add("expand1x1", narrow, squeezed)),
        net.relu(net.add("expand3x3", wide, squeezed)));
  }
}
