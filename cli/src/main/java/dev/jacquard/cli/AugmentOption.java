package dev.jacquard.cli;

import dev.jacquard.nn.data.Augmentation;
import dev.jacquard.nn.data.DataSet;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How training images are varied. */
final class AugmentOption {
  private static final String NONE = "none";

  @Option(
      names = "--augment",
      paramLabel = "none|LIST",
      description =
          "How images are varied: a list of crop=PIXELS, flip, rotate=DEGREES, scale=SHARE,"
              + " shear=DEGREES, cutout=PIXELS. Default: crop=4,flip for cifar10, else none.")
  Optional<String> list = Optional.empty();

  /**
   * The augmentation for a data set.
   *
   * @throws UsageException if the list has something else, or a number is out of range
   */
  Augmentation of(DataSet set) {
    if (list.isEmpty()) {
      return set == DataSet.CIFAR10 ? Augmentation.CROP_AND_FLIP : Augmentation.NONE;
    }
    return UsageException.ifIllegal(() -> parse(list.get()));
  }

  private static Augmentation parse(String text) {
    Augmentation all = Augmentation.NONE;
    for (String part : text.equals(NONE) ? new String[0] : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = part.substring(equals + 1);
      all =
          switch (name) {
            case "flip" -> all.withFlip();
            case "crop" -> all.withCrop(number(text, value, Integer::valueOf));
            case "rotate" -> all.withRotation(number(text, value, Double::valueOf));
            case "scale" -> all.withScale(number(text, value, Double::valueOf));
            case "shear" -> all.withShear(number(text, value, Double::valueOf));
            case "cutout" -> all.withCutout(number(text, value, Integer::valueOf));
            default -> throw wrong(text, "none, or a list such as crop=4,flip,rotate=10");
          };
    }
    return all;
  }

  private static <T> T number(String text, String part, Function<String, T> parse) {
    try {
      return parse.apply(part);
    } catch (NumberFormatException e) {
      throw wrong(text, "a number in the place of '" + part + "'");
    }
  }

  private static UsageException wrong(String text, String expected) {
    return new UsageException("--augment " + text + ": expected " + expected);
  }
}
