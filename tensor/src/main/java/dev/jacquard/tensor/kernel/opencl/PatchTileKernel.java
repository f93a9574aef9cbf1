package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.ConvGeometry;

/**
 * Products of which one operand is made of patches: what the taps of a convolution meet at each
 * pixel that it writes. They lie nowhere, but are read where they come from.
 */
abstract class PatchTileKernel extends TileKernel {
  /** What patches are read from, {@code [images, groups, channels, xHeight, xWidth]}. */
  float[] x = new float[1];

  int groups;

  /** Pixels that are written, of all images. */
  int pixels;

  /** Taps of all channels of a group that matter. */
  int taps;

  int xHeight;
  int xWidth;
  int yHeight;
  int yWidth;
  int kernelHeight;
  int kernelWidth;
  int strideHeight;
  int strideWidth;
  int padHeight;
  int padWidth;
  int dilationHeight;
  int dilationWidth;

  /** From a pixel that is read to the next, where there are zeros between them. */
  int spacingHeight;

  /** See {@link #spacingHeight}. */
  int spacingWidth;

  PatchTileKernel(OpenCLDevice device) {
    super(device);
  }

  /** The sizes of a convolution forward. */
  final void set(ConvGeometry g) {
    groups = g.groups();
    xHeight = g.inHeight();
    xWidth = g.inWidth();
    yHeight = g.outHeight();
    yWidth = g.outWidth();
    kernelHeight = g.kernelHeight();
    kernelWidth = g.kernelWidth();
    strideHeight = g.strideHeight();
    strideWidth = g.strideWidth();
    padHeight = g.padHeight();
    padWidth = g.padWidth();
    dilationHeight = g.dilationHeight();
    dilationWidth = g.dilationWidth();
    spacingHeight = 1;
    spacingWidth = 1;
  }

  /** What a tap meets in one plane of x at a pixel of y; 0 in the padding. */
  final float patchAt(int plane, int pixel, int tap) {
    float value = 0;
    int down = pixel / yWidth * strideHeight + tap / kernelWidth * dilationHeight - padHeight;
    int across = pixel % yWidth * strideWidth + tap % kernelWidth * dilationWidth - padWidth;
    if (down >= 0 && across >= 0) {
      int row = down / spacingHeight;
      int column = across / spacingWidth;
      if (row < xHeight
          && column < xWidth
          && row * spacingHeight == down
          && column * spacingWidth == across) {
        value = x[(plane * xHeight + row) * xWidth + column];
      }
    }
    return value;
  }
}
