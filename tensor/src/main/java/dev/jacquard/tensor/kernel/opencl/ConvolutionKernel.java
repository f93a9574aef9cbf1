package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.ConvGeometry;

/** The sizes of a convolution as the kernels of its three directions read them. */
abstract class ConvolutionKernel extends DeviceKernel {
  int items;
  int inChannels;
  int inHeight;
  int inWidth;
  int outChannels;
  int outHeight;
  int outWidth;
  int kernelHeight;
  int kernelWidth;
  int strideHeight;
  int strideWidth;
  int padHeight;
  int padWidth;
  int dilationHeight;
  int dilationWidth;
  int groupIn;
  int groupOut;

  ConvolutionKernel(OpenCLDevice device) {
    super(device);
  }

  final void set(ConvGeometry g) {
    inChannels = g.inChannels();
    inHeight = g.inHeight();
    inWidth = g.inWidth();
    outChannels = g.outChannels();
    outHeight = g.outHeight();
    outWidth = g.outWidth();
    kernelHeight = g.kernelHeight();
    kernelWidth = g.kernelWidth();
    strideHeight = g.strideHeight();
    strideWidth = g.strideWidth();
    padHeight = g.padHeight();
    padWidth = g.padWidth();
    dilationHeight = g.dilationHeight();
    dilationWidth = g.dilationWidth();
    groupIn = g.groupInChannels();
    groupOut = g.groupOutChannels();
  }

  static int weights(ConvGeometry g) {
    return g.outChannels() * g.filter();
  }
}
