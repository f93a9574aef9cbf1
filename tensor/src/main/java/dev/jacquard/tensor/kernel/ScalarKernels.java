package dev.jacquard.tensor.kernel;

/**
 * The kernels in plain loops: the specification of the seam, and what runs where there are no
 * vectors. Multiply and add are separate, since a fused one is extremely slow in software.
 */
public final class ScalarKernels
    implements Kernels,
        ScalarMatrix,
        ScalarConvolution,
        ScalarPooling,
        ScalarPointwise,
        ScalarReduction,
        ScalarNormalization,
        ScalarRecurrent,
        ScalarMovement,
        ScalarUpdate {
  private final Panel panel = new Panel();

  @Override
  public Panel panel() {
    return panel;
  }
}
