package dev.jacquard.cli;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.DType;
import dev.jacquard.tensor.io.None;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.Summary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code inspect} says of one tensor.
 *
 * @param name its name; empty for the only array of a .npy file
 * @param type the type of its elements as they are stored
 * @param shape the sizes of its axes
 * @param summary the statistics of its finite values
 */
record TensorLine(String name, DType type, Shape shape, Summary summary) {
  private static final MathContext FIVE_DIGITS = new MathContext(5);

  static TensorLine of(String name, StoredArray array) {
    return new TensorLine(name, array.type(), array.shape(), array.summary());
  }

  long elements() {
    return shape.size();
  }

  long bytes() {
    return elements() * type.bytes();
  }

  /** The Euclidean norm of the finite values: their mean square is mean^2 + std^2. */
  double l2() {
    double finite = (double) (elements() - summary.notFinite());
    return Math.sqrt(finite) * Math.hypot(summary.mean(), summary.std());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("type", type.name());
    json.put("shape", Arrays.stream(shape.dims()).boxed().toList());
    json.put("elements", elements());
    json.put("bytes", bytes());
    json.put("min", orNone(summary.min()));
    json.put("max", orNone(summary.max()));
    json.put("mean", orNone(summary.mean()));
    json.put("std", orNone(summary.std()));
    json.put("l2", orNone(l2()));
    json.put("notFinite", summary.notFinite());
    return json;
  }

  /** Name, type, shape, minimum, maximum, mean, standard deviation, norm, and a note. */
  List<String> cells() {
    return List.of(
        name.isEmpty() ? "(array)" : PrintableText.of(name),
        type.name(),
        shape.toString(),
        rounded(summary.min()),
        rounded(summary.max()),
        rounded(summary.mean()),
        rounded(summary.std()),
        rounded(l2()),
        summary.notFinite() == 0 ? "" : summary.notFinite() + " not finite");
  }

  /** JSON has no number for the statistics of no values, nor for a sum that overflows. */
  private static Object orNone(double value) {
    return Double.isFinite(value) ? value : None.NONE;
  }

  private static String rounded(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal digits = new BigDecimal(value).round(FIVE_DIGITS).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    return exponent >= -5 && exponent < 9 ? digits.toPlainString() : digits.toString();
  }
}
