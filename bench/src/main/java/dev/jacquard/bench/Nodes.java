package dev.jacquard.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts nodes of graphs, so that JMH prints a second line, {@code :node}. */
@AuxCounters
@State(Scope.Thread)
public class Nodes {
  /** Nodes since the iteration began. */
  public long node;

  /** Counts n nodes. */
  public void add(int n) {
    node += n;
  }
}
