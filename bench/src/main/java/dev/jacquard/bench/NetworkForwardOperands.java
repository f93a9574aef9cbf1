package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What classifying images works on. */
@State(Scope.Thread)
public class NetworkForwardOperands extends NetworkOperands {
  /** Which network; behind {@code @}, rows and columns of the images. */
  @Param({"resnet50@224", "mobilenet_v2@224", "vit@32"})
  public String network = "";

  /** How many images. */
  @Param({"1", "16"})
  public int batch;

  /** Makes it. */
  @Setup
  public void make() {
    make(network, batch);
  }
}
