package dev.jacquard.tensor.kernel;

/** Kernels that own threads, or memory of a device. */
public interface CloseableKernels extends Kernels, AutoCloseable {
  /** Gives back what they own. Closing twice does nothing. */
  @Override
  void close();
}
