package dev.jacquard.autograd.cases;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/** From where the elements of an input are drawn. */
public enum Domain {
  /** The standard normal distribution. */
  NORMAL {
    @Override
    void fill(RandomStream stream, Tensor tensor) {
      stream.fillNormal(tensor, 0, 1);
    }
  },
  /** Normal with mean 0 and deviation 0.2: weights that do not saturate what they lead to. */
  WEIGHT {
    @Override
    void fill(RandomStream stream, Tensor tensor) {
      stream.fillNormal(tensor, 0, 0.2f);
    }
  },
  /** Uniform in 0.5 to 1.5. */
  POSITIVE {
    @Override
    void fill(RandomStream stream, Tensor tensor) {
      stream.fillUniform(tensor, 0.5f, 1.5f);
    }
  },
  /** Uniform in -8 to 8, but 0.1 or more away from the kinks of the activations: -3, 0, 3, 6. */
  OFF_KINKS {
    @Override
    void fill(RandomStream stream, Tensor tensor) {
      stream.fillUniform(tensor, -8, 8);
      float[] x = tensor.data();
      for (int i = 0; i < x.length; i++) {
        float kink = 3f * Math.round(x[i] / 3);
        x[i] = kink + Math.copySign(Math.max(0.1f, Math.abs(x[i] - kink)), x[i] - kink);
      }
    }
  },
  /** All multiples of 0.5 around 0, each once, in random order: no ties, nor near ones. */
  APART {
    @Override
    void fill(RandomStream stream, Tensor tensor) {
      int[] order = stream.permutation(tensor.size());
      for (int i = 0; i < order.length; i++) {
        tensor.data()[i] = (order[i] - order.length / 2) * 0.5f;
      }
    }
  };

  /** A tensor of this domain; the same for the same stream. */
  public Tensor draw(RandomStream stream, Shape shape) {
    Tensor tensor = Tensor.zeros(shape);
    fill(stream, tensor);
    return tensor;
  }

  abstract void fill(RandomStream stream, Tensor tensor);
}
