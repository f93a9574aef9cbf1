/**
 * The kernels on an OpenCL device, through Aparapi, which is optional: only what has looked whether
 * it is there touches these classes.
 */
@NullMarked
package dev.jacquard.tensor.kernel.opencl;

import org.jspecify.annotations.NullMarked;
