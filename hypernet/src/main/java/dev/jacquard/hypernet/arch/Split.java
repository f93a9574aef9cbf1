package dev.jacquard.hypernet.arch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The splits of DeepNets-1M (Knyazev et al. 2021, section 4): three of one distribution, and those
 * that lie outside it.
 */
public enum Split {
  /** Networks to train a hypernetwork on. */
  TRAIN,
  /** Networks to choose a hypernetwork by. */
  VAL,
  /** Networks to report on. */
  TEST,
  /** The networks of {@link #TEST}, wider than any that is trained on. */
  WIDE,
  /** Networks of more cells. */
  DEEP,
  /** Networks of more steps in a cell. */
  DENSE,
  /** Networks without batch norm. */
  BNFREE,
  /** Networks to search among. */
  SEARCH;

  /**
   * The split with a name such as {@code train}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static Split of(String name) {
    for (Split split : values()) {
      if (split.toString().equals(name)) {
        return split;
      }
    }
    List<String> names = Arrays.stream(values()).map(Split::toString).toList();
    throw new IllegalArgumentException(
        "split '" + name + "': expected one of " + String.join(", ", names));
  }

  /** What its networks stay within where nothing narrower is asked for. */
  public ArchitectureBounds bounds() {
    return rules().bounds();
  }

  SplitRules rules() {
    return SplitRules.of(this);
  }

  /** The split whose stream of random numbers this one draws its networks from. */
  Split source() {
    return this == WIDE ? TEST : this;
  }

  /** The name, as {@link #of} takes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
