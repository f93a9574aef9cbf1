package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.RecurrentKernels;

/** Gates, cut along rows. */
interface ParallelRecurrent extends RecurrentKernels, SplitOwner {
  @Override
  default void gruGates(
      int rows,
      int hidden,
      float[] a,
      int aAt,
      float[] c,
      int cAt,
      float[] h,
      int hAt,
      float[] gates,
      int gatesAt,
      float[] y,
      int yAt) {
    split()
        .rows(
            rows,
            hidden,
            (from, to, k) ->
                k.gruGates(
                    to - from,
                    hidden,
                    a,
                    aAt + from * 3 * hidden,
                    c,
                    cAt + from * 3 * hidden,
                    h,
                    hAt + from * hidden,
                    gates,
                    gatesAt + from * 3 * hidden,
                    y,
                    yAt + from * hidden));
  }

  @Override
  default void gruGatesGrad(
      int rows,
      int hidden,
      float[] c,
      int cAt,
      float[] h,
      int hAt,
      float[] gates,
      int gatesAt,
      float[] dy,
      int dyAt,
      float[] da,
      int daAt,
      float[] dc,
      int dcAt,
      float[] dh,
      int dhAt) {
    split()
        .rows(
            rows,
            hidden,
            (from, to, k) ->
                k.gruGatesGrad(
                    to - from,
                    hidden,
                    c,
                    cAt + from * 3 * hidden,
                    h,
                    hAt + from * hidden,
                    gates,
                    gatesAt + from * 3 * hidden,
                    dy,
                    dyAt + from * hidden,
                    da,
                    daAt + from * 3 * hidden,
                    dc,
                    dcAt + from * 3 * hidden,
                    dh,
                    dhAt + from * hidden));
  }
}
