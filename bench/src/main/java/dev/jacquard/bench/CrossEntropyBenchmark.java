package dev.jacquard.bench;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The loss of 64 images, softmax included, and its gradient to the logits. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class CrossEntropyBenchmark extends KernelBenchmark {
  static final int ROWS = 64;

  /** How many classes: those of CIFAR-10 and of ImageNet. */
  @Param({"10", "1000"})
  public int classes;

  private Tensor logits;
  private int[] labels = {};

  /** Makes logits and labels. */
  @Setup
  public void make() {
    logits = Tensor.of(Shape.of(ROWS, classes), Values.normal(ROWS * classes, 1));
    labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = row % classes;
    }
  }

  /** Loss and gradient. */
  @Benchmark
  public Tensor softmaxCrossEntropy(Bytes bytes) {
    bytes.addFloats(2L * ROWS * classes);
    try (Tape tape = new Tape(compute)) {
      Var leaf = tape.leaf(logits);
      tape.backward(CrossEntropy.crossEntropy(leaf, labels, 0));
      return tape.gradient(leaf);
    }
  }
}
