/** Float32 tensors, the kernels that compute on them, and the files that hold them. */
module dev.jacquard.tensor {
  exports dev.jacquard.tensor;
  exports dev.jacquard.tensor.io;
  exports dev.jacquard.tensor.kernel;

  requires com.fasterxml.jackson.core;
  requires static aparapi;
  requires static aparapi.jni;
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  // Aparapi reads and sets the fields of kernels.
  opens dev.jacquard.tensor.kernel.opencl to
      aparapi;
}
