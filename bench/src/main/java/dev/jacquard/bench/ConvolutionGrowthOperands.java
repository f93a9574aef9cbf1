package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.ConvGeometry;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One convolution on ever larger images: 3 x 3, from 64 channels to 64, on 16 images. */
@State(Scope.Thread)
public class ConvolutionGrowthOperands extends ConvolutionArrays {
  private static final int BATCH = 16;
  private static final int CHANNELS = 64;
  private static final int KERNEL = 3;

  /** Rows and columns of an image. */
  @Param({"4", "8", "16", "32", "64", "128"})
  public int pixels;

  /** Makes the operands. */
  @Setup
  public void make() {
    make(
        new ConvGeometry(
            BATCH, CHANNELS, pixels, pixels, CHANNELS, KERNEL, KERNEL, 1, 1, 1, 1, 1, 1, 1));
  }
}
