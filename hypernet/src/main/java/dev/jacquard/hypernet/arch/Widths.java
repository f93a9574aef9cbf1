package dev.jacquard.hypernet.arch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How wide the networks of a split are made. */
public final class Widths {
  /** Drawn for training: the smaller and shallower a network, the wider it may be. */
  public static final Widths TRAINING = new Widths("train", List.of());

  /**
   * Those of the published evaluation: as narrow as 2.5 M parameters allow, and for {@link
   * Split#WIDE} a multiple of that.
   */
  public static final Widths PUBLISHED = new Widths("published", List.of());

  private final String name;
  private final List<Integer> channels;

  private Widths(String name, List<Integer> channels) {
    this.name = name;
    this.channels = List.copyOf(channels);
  }

  /**
   * C drawn from a list.
   *
   * @throws IllegalArgumentException if it is empty or has a number below 1
   */
  public static Widths of(List<Integer> channels) {
    if (channels.isEmpty() || channels.stream().anyMatch(c -> c < 1)) {
      throw new IllegalArgumentException("channels: expected numbers from 1, got " + channels);
    }
    return new Widths(String.join(",", channels.stream().map(String::valueOf).toList()), channels);
  }

  /**
   * The widths with a name: {@code train}, {@code published}, or a list of C such as {@code
   * 16,24,32}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Widths of(String name) {
    for (Widths named : List.of(TRAINING, PUBLISHED)) {
      if (named.name.equals(name)) {
        return named;
      }
    }
    List<Integer> channels = new ArrayList<>();
    try {
      for (String part : name.split(",", -1)) {
        channels.add(Integer.parseInt(part));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "width '" + name + "': expected train, published, or a list such as 16,24,32", e);
    }
    return of(channels);
  }

  /** The C to draw from; empty where they follow from a network. */
  List<Integer> channels() {
    return channels;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Widths widths && name.equals(widths.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name, as {@link #of(String)} takes it. */
  @Override
  public String toString() {
    return name;
  }
}
