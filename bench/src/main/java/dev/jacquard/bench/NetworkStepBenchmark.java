package dev.jacquard.bench;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.ParameterVars;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * What a step of training costs without its update: loss and gradients of all parameters of a
 * network, whose batch norms use the statistics of the batch. Nothing is dropped.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetworkStepBenchmark extends ComputeScope {
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

  private Network built;
  private Parameters parameters;
  private Tensor images;
  private int[] labels;
  private long flopsOfStep;

  @Override
  protected void prepare() {
    SizedNetwork sized = SizedNetwork.of(network);
    built = sized.network();
    parameters = Initialization.torch().begin(built, RandomStream.of(0));
    images = sized.images(batch);
    labels = SizedNetwork.labels(batch);
    flopsOfStep = 2 * PASSES * built.multiplyAdds(images.shape());
  }

  /** One step; the gradients live until its end. */
  @Benchmark
  public Map<String, Tensor> step(Flops flops, Images seen) {
    flops.add(flopsOfStep);
    seen.add(batch);
    try (Tape tape = new Tape(compute)) {
      ParameterVars leaves = ParameterVars.leaves(tape, parameters);
      Var logits = built.forward(leaves, tape.constant(images), Run.batchStatistics());
      tape.backward(CrossEntropy.crossEntropy(logits, labels, 0));
      return leaves.gradients();
    }
  }
}
