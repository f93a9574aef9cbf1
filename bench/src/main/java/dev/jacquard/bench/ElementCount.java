package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How many elements work that goes element by element has. */
@State(Scope.Thread)
public class ElementCount {
  /** 64 Ki, which stay in a core's cache, and [64, 32, 32, 32], which do not. */
  @Param({"65536", "2097152"})
  public int elements;
}
