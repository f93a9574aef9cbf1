package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a step of training a network works on. */
@State(Scope.Thread)
public class NetworkStepOperands extends NetworkOperands {
  /** The gradients to the input and to the weight cost as much again each as the forward pass. */
  private static final int PASSES = 3;

  /** Which network; {@code resnet18@64} for images of 64 pixels. */
  @Param({
    "sample:0",
    "sample:1",
    "sample:2",
    "sample:3",
    "sample:4",
    "sample:5",
    "sample:6",
    "sample:7",
    "sample:8",
    "sample:9",
    "resnet18",
    "resnet50"
  })
  public String network = "";

  /** How many images. */
  @Param("64")
  public int batch;

  /** Makes it. */
  @Setup
  public void make() {
    make(network, batch);
  }

  /** Additions and multiplications of a step. */
  long flops() {
    return PASSES * forwardFlops();
  }
}
