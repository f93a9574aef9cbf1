package dev.jacquard.embedded;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Activate;
import dev.jacquard.autograd.op.Conv2d;
import dev.jacquard.autograd.op.Linear;
import dev.jacquard.autograd.op.Reshape;
import dev.jacquard.autograd.op.Sum;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Safetensors;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.kernel.Activation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Computes results whose values are known and compares them, bit for bit. The one argument is the
 * backend that this image must choose by itself: {@code simd} or {@code scalar}.
 *
 * <p>All values are small integers, so that no order of additions rounds and every backend must
 * agree.
 */
public final class Main {
  private static final Tensor LOSS = Tensor.of(Shape.of(1), 273);
  private static final Tensor KERNEL_GRADIENT =
      Tensor.of(Shape.of(1, 1, 3, 3), -2, 24, 33, 22, 60, 53, 46, 56, 28);
  private static final Tensor WEIGHT_GRADIENT =
      Tensor.of(Shape.of(1, 16), 0, 0, 0, 0, 39, 78, 78, 54, 51, 78, 78, 42, 3, 0, 0, 0);

  private Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected one argument, simd or scalar");
    }
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      requireEqual("backend", args[0], compute.backend().toString());
      product(compute);
      gradient(compute);
      file();
      System.out.println(
          "embedded: " + compute + ", Java " + System.getProperty("java.version") + ": as stored");
    }
  }

  private static void product(Compute compute) {
    float[] a = ramp(-4, 3, 4).data();
    float[] b = ramp(-3, 4, 2).data();
    float[] c = new float[6];
    compute.kernels().gemm(3, 2, 4, a, 0, 4, 1, b, 0, 2, 1, 0, c, 0, 2);
    requireBits(
        "product", Tensor.of(Shape.of(3, 2), 10, 0, 10, 16, 10, 32), Tensor.of(Shape.of(3, 2), c));
  }

  /** One convolution, a ReLU and a linear layer, forward and backward. */
  private static void gradient(Compute compute) {
    try (Tape tape = new Tape(compute)) {
      Var kernel = tape.leaf(ramp(-4, 1, 1, 3, 3));
      Var weight = tape.leaf(ramp(-7, 1, 16));
      Var image = tape.constant(ramp(-8, 1, 1, 4, 4));
      Var hidden =
          Activate.activate(Conv2d.conv2d(image, kernel, Conv2d.Sliding.of(1, 1)), Activation.RELU);
      Var loss = Sum.sum(Linear.linear(Reshape.reshape(hidden, 1, 16), weight));
      requireBits("loss", LOSS, tape.keep(loss).reshape(1));
      tape.backward(loss);
      requireBits("gradient of the kernel", KERNEL_GRADIENT, tape.gradient(kernel));
      requireBits("gradient of the weight", WEIGHT_GRADIENT, tape.gradient(weight));
    }
  }

  private static void file() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Tensor tensor = ramp(-5, 2, 3);
    new Safetensors(StoredArray.ofAll(Map.of("w", tensor)), Map.of("made", "here")).write(bytes);
    Safetensors read = Safetensors.read(bytes.toByteArray());
    requireBits("file", tensor, read.array("w").toTensor());
    requireEqual("metadata", "here", read.metadata().get("made"));
  }

  /** The integers from {@code first} on, in steps of one. */
  private static Tensor ramp(int first, int... dims) {
    Tensor ramp = Tensor.zeros(dims);
    for (int i = 0; i < ramp.size(); i++) {
      ramp.data()[ramp.offset() + i] = first + i;
    }
    return ramp;
  }

  private static void requireBits(String what, Tensor expected, Tensor actual) {
    if (!expected.bitEquals(actual)) {
      throw new AssertionError(what + ": expected " + expected + ", got " + actual);
    }
  }

  private static void requireEqual(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(what + ": expected " + expected + ", got " + actual);
    }
  }
}
