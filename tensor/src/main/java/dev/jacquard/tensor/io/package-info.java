/** The files that hold tensors: .npy, .npz, .safetensors and PyTorch's zip checkpoints. */
@NullMarked
package dev.jacquard.tensor.io;

import org.jspecify.annotations.NullMarked;
