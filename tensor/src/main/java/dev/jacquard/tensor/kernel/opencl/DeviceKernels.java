package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import java.util.List;

/** One kernel an operation, on one device. Each is compiled when it is first needed. */
final class DeviceKernels implements AutoCloseable {
  final GemmKernel gemm;
  final ForwardKernel forward;
  final InputGradKernel inputGrad;
  final WeightGradKernel weightGrad;
  final PoolForwardKernel pool;
  final PoolGradKernel poolGrad;
  final PointwiseKernel pointwise;
  final ActivationKernel activation;
  final ActivationGradKernel activationGrad;
  final ReductionKernel reduction;
  final MaximumKernel maximum;
  final MomentsKernel moments;
  final NormalizeKernel normalize;
  final BatchNormGradKernel batchNormGrad;
  final LayerNormKernel layerNorm;
  final LayerNormGradKernel layerNormGrad;
  final LayerNormParameterGradKernel layerNormParameterGrad;
  final SoftmaxKernel softmax;
  final SoftmaxGradKernel softmaxGrad;
  final AdamKernel adam;

  DeviceKernels(OpenCLDevice device) {
    gemm = new GemmKernel(device);
    forward = new ForwardKernel(device);
    inputGrad = new InputGradKernel(device);
    weightGrad = new WeightGradKernel(device);
    pool = new PoolForwardKernel(device);
    poolGrad = new PoolGradKernel(device);
    pointwise = new PointwiseKernel(device);
    activation = new ActivationKernel(device);
    activationGrad = new ActivationGradKernel(device);
    reduction = new ReductionKernel(device);
    maximum = new MaximumKernel(device);
    moments = new MomentsKernel(device);
    normalize = new NormalizeKernel(device);
    batchNormGrad = new BatchNormGradKernel(device);
    layerNorm = new LayerNormKernel(device);
    layerNormGrad = new LayerNormGradKernel(device);
    layerNormParameterGrad = new LayerNormParameterGradKernel(device);
    softmax = new SoftmaxKernel(device);
    softmaxGrad = new SoftmaxGradKernel(device);
    adam = new AdamKernel(device);
  }

  /** Gives back what they have on the device. */
  @Override
  public void close() {
    List.of(
            gemm,
            forward,
            inputGrad,
            weightGrad,
            pool,
            poolGrad,
            pointwise,
            activation,
            activationGrad,
            reduction,
            maximum,
            moments,
            normalize,
            batchNormGrad,
            layerNorm,
            layerNormGrad,
            layerNormParameterGrad,
            softmax,
            softmaxGrad,
            adam)
        .forEach(DeviceKernel::dispose);
  }
}
