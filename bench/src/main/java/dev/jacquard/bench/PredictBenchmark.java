package dev.jacquard.bench;

import dev.jacquard.nn.network.Network;
import org.openjdk.jmh.annotations.Param;

/** What predicting the parameters of a network costs, once the JVM is warm. */
public class PredictBenchmark extends PredictionBenchmark {
  /** Which network; {@code resnet50@224} as it is for images of 224 pixels. */
  @Param({
    "resnet50",
    "resnet50@224",
    "darts",
    "sample:0",
    "sample:1",
    "sample:2",
    "sample:3",
    "sample:4",
    "sample:5",
    "sample:6",
    "sample:7",
    "sample:8",
    "sample:9"
  })
  public String network = "";

  @Override
  protected Network network() {
    return SizedNetwork.of(network).network();
  }
}
