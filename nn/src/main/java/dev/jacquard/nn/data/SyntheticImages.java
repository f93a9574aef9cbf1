package dev.jacquard.nn.data;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images that need no file, for tests and first steps: stripes of one of ten directions, with a
 * random phase, colour and width, under noise. A small network learns them in some hundred steps;
 * it has to look at neighbours to do so, since every pixel alone says nothing.
 */
public final class SyntheticImages {
  /** Rows and columns of the images. */
  public static final int SIDE = 32;

  private static final int CLASSES = 10;
  private static final int CHANNELS = 3;
  private static final int TRAIN = 2000;
  private static final int TEST = 1000;
  private static final float NOISE = 50;

  private SyntheticImages() {}

  /** The names of the ten classes: the directions of their stripes. */
  public static List<String> classes() {
    return IntStream.range(0, CLASSES)
        .mapToObj(label -> 180 / CLASSES * label + " degrees")
        .toList();
  }

  /** 2,000 training and 1,000 test images, the same each time. */
  public static Splits splits() {
    RandomStream stream = RandomStream.of(0).split("synthetic images");
    ImageSet train = images(TRAIN, stream.split("train"));
    ImageSet test = images(TEST, stream.split("test"));
    return new Splits(train, train.slice(TRAIN, TRAIN), test, Preprocessing.cifar10());
  }

  private static ImageSet images(int n, RandomStream stream) {
    byte[] pixels = new byte[n * CHANNELS * SIDE * SIDE];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % CLASSES;
      draw(labels[i], stream.split(i), pixels, i * CHANNELS * SIDE * SIDE);
    }
    return ImageSet.over(
        "synthetic images", classes(), Shape.of(n, CHANNELS, SIDE, SIDE), pixels, 0, labels);
  }

  private static void draw(int label, RandomStream draws, byte[] pixels, int at) {
    double angle = Math.PI * label / CLASSES;
    double frequency = 2 * Math.PI / (4 + 4 * draws.uniform(0));
    double[] sines = new double[SIDE];
    double[] cosines = new double[SIDE];
    for (int x = 0; x < SIDE; x++) {
      double across = frequency * StrictMath.cos(angle) * x + 2 * Math.PI * draws.uniform(1);
      sines[x] = StrictMath.sin(across);
      cosines[x] = StrictMath.cos(across);
    }
    float[] noise = new float[CHANNELS * SIDE * SIDE];
    draws.split("noise").fillUniform(noise, 0, noise.length, 0, -NOISE, NOISE);
    for (int channel = 0; channel < CHANNELS; channel++) {
      double mean = 96 + 64 * draws.uniform(2 + channel);
      double height = 64 * draws.uniform(2 + CHANNELS + channel);
      for (int y = 0; y < SIDE; y++) {
        double down = frequency * StrictMath.sin(angle) * y;
        double sin = height * StrictMath.sin(down);
        double cos = height * StrictMath.cos(down);
        for (int x = 0; x < SIDE; x++) {
          int place = (channel * SIDE + y) * SIDE + x;
          // The sine of the sum of both angles.
          double wave = sines[x] * cos + cosines[x] * sin;
          double value = mean + wave + noise[place];
          pixels[at + place] = (byte) Math.min(Math.max(Math.round(value), 0), 255);
        }
      }
    }
  }
}
