package dev.jacquard.tensor.kernel;

/**
 * Everything that is computed on arrays of floats: the seam between <em>what</em> and <em>how
 * fast</em>. {@link ScalarKernels} is the specification; the other implementations are tested
 * against it.
 *
 * <p>Rules of the seam:
 *
 * <ul>
 *   <li>An operand is a {@code float[]} and the place of its first element, dense and row-major
 *       unless strides are given. Sizes count elements. Any size may be 0.
 *   <li>Arguments are checked above the seam. Kernels do not validate, allocate or log; wrong sizes
 *       end in an {@link IndexOutOfBoundsException} at best.
 *   <li>A result overwrites its destination unless the method says that it adds. A destination may
 *       be exactly one of the sources (same array, same place) where the method says <em>in place
 *       allowed</em>, and must not overlap a source otherwise.
 *   <li>An instance may own packing scratch and belongs to one thread at a time.
 *   <li>The value of each result element depends neither on how a caller splits the work along the
 *       axes that are offered for splitting (images, planes, rows, channels), nor on whether the
 *       method was interpreted or compiled.
 *   <li>NaN and infinities pass through as in IEEE 754 arithmetic; maxima propagate NaN.
 * </ul>
 */
public interface Kernels
    extends MatrixKernels,
        ConvolutionKernels,
        PoolingKernels,
        PointwiseKernels,
        ReductionKernels,
        NormalizationKernels,
        RecurrentKernels,
        MovementKernels,
        UpdateKernels,
        FusedKernels {}
