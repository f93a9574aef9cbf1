package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import java.util.ArrayList;
import java.util.List;

/** One kernel an operation, on one device. Each is compiled when it is first needed. */
final class DeviceKernels implements AutoCloseable {
  private final List<DeviceKernel> all = new ArrayList<>();

  final GemmKernel gemm;
  final PatchKernel patches;
  final PatchGradKernel patchGrad;
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
    gemm = add(new GemmKernel(device));
    patches = add(new PatchKernel(device));
    patchGrad = add(new PatchGradKernel(device));
    forward = add(new ForwardKernel(device));
    inputGrad = add(new InputGradKernel(device));
    weightGrad = add(new WeightGradKernel(device));
    pool = add(new PoolForwardKernel(device));
    poolGrad = add(new PoolGradKernel(device));
    pointwise = add(new PointwiseKernel(device));
    activation = add(new ActivationKernel(device));
    activationGrad = add(new ActivationGradKernel(device));
    reduction = add(new ReductionKernel(device));
    maximum = add(new MaximumKernel(device));
    moments = add(new MomentsKernel(device));
    normalize = add(new NormalizeKernel(device));
    batchNormGrad = add(new BatchNormGradKernel(device));
    layerNorm = add(new LayerNormKernel(device));
    layerNormGrad = add(new LayerNormGradKernel(device));
    layerNormParameterGrad = add(new LayerNormParameterGradKernel(device));
    softmax = add(new SoftmaxKernel(device));
    softmaxGrad = add(new SoftmaxGradKernel(device));
    adam = add(new AdamKernel(device));
  }

  private <K extends DeviceKernel> K add(K kernel) {
    all.add(kernel);
    return kernel;
  }

  /** Gives back what they have on the device. */
  @Override
  public void close() {
    all.forEach(DeviceKernel::close);
  }
}
