package dev.jacquard.bench;

import com.aparapi.Kernel;

/** A kernel that runs on its device or not at all. */
abstract class MeasuredKernel extends Kernel {
  MeasuredKernel() {
    setExplicit(true);
  }

  /** What Aparapi does first of all when it turns to Java threads. */
  @Override
  public final Kernel clone() {
    throw new IllegalStateException(getClass().getSimpleName() + ": failed on the device");
  }
}
