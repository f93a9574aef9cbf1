package dev.jacquard.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts images, so that JMH prints a second line, {@code :image}. */
@AuxCounters
@State(Scope.Thread)
public class Images {
  /** Images since the iteration began. */
  public long image;

  /** Counts n images. */
  public void add(int n) {
    image += n;
  }
}
