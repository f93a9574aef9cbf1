package dev.jacquard.hypernet.train;

import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a training is.
 *
 * @param steps that were made, those that changed nothing included
 * @param skipped steps that changed nothing, since a loss or a gradient was not finite
 * @param skippedOfEpoch those of the epoch that is under way
 * @param bestStep after which step validation was best; 0 before any
 * @param bestAccuracy what it was then, a share; 0 before any
 */
public record GhnProgress(
    long steps, long skipped, long skippedOfEpoch, long bestStep, double bestAccuracy) {
  private static final String STEPS = "steps";
  private static final String SKIPPED = "skipped";
  private static final String SKIPPED_OF_EPOCH = "skippedOfEpoch";
  private static final String BEST_STEP = "bestStep";
  private static final String BEST_ACCURACY = "bestAccuracy";

  /** Of a training that begins. */
  static final GhnProgress NONE = new GhnProgress(0, 0, 0, 0, 0);

  /** How many batches of images have been learned from: those of skipped steps come again. */
  public long batches() {
    return steps - skipped;
  }

  /** After another step. */
  GhnProgress plus(boolean updated, boolean endsEpoch) {
    int more = updated ? 0 : 1;
    return new GhnProgress(
        steps + 1, skipped + more, endsEpoch ? 0 : skippedOfEpoch + more, bestStep, bestAccuracy);
  }

  /** After a validation that was the best so far. */
  GhnProgress withBest(double accuracy) {
    return new GhnProgress(steps, skipped, skippedOfEpoch, steps, accuracy);
  }

  Map<String, String> asStrings() {
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put(STEPS, Long.toString(steps));
    strings.put(SKIPPED, Long.toString(skipped));
    strings.put(SKIPPED_OF_EPOCH, Long.toString(skippedOfEpoch));
    strings.put(BEST_STEP, Long.toString(bestStep));
    strings.put(BEST_ACCURACY, Double.toString(bestAccuracy));
    return strings;
  }

  /**
   * Reads it.
   *
   * @param path of the file, for messages
   * @throws TensorFileException if there is something else than a number
   */
  static GhnProgress of(Path path, Map<String, String> metadata) throws TensorFileException {
    return new GhnProgress(
        count(path, metadata, STEPS),
        count(path, metadata, SKIPPED),
        count(path, metadata, SKIPPED_OF_EPOCH),
        count(path, metadata, BEST_STEP),
        number(path, metadata, BEST_ACCURACY));
  }

  private static long count(Path path, Map<String, String> metadata, String key)
      throws TensorFileException {
    return (long) number(path, metadata, key);
  }

  private static double number(Path path, Map<String, String> metadata, String key)
      throws TensorFileException {
    String value = String.valueOf(metadata.get(key));
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new TensorFileException(
          path + ": expected a number as metadata '" + key + "', found " + value, e);
    }
  }
}
