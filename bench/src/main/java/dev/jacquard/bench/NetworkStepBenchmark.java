package dev.jacquard.bench;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.nn.network.ParameterVars;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Tensor;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * What a step of training costs without its update: loss and gradients of all parameters of a
 * network, whose batch norms use the statistics of the batch. Nothing is dropped.
 */
public class NetworkStepBenchmark extends ComputeScope {
  private int[] labels = {};

  /** Makes the labels. */
  @Setup
  public void label(NetworkStepOperands o) {
    labels = SizedNetwork.labels(o.batch);
  }

  /** One step; the gradients live until its end. */
  @Benchmark
  public Map<String, Tensor> step(NetworkStepOperands o, Flops flops, Images seen) {
    flops.add(o.flops());
    seen.add(o.batch);
    try (Tape tape = new Tape(compute)) {
      ParameterVars leaves = ParameterVars.leaves(tape, o.parameters);
      Var logits = o.built.forward(leaves, tape.constant(o.images), Run.batchStatistics());
      tape.backward(CrossEntropy.crossEntropy(logits, labels, 0));
      return leaves.gradients();
    }
  }
}
