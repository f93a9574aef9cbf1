package dev.jacquard.tensor.kernel;

/**
 * The judge of all kernels: every method as its formula says, element by element, in double,
 * rounded to float once at the end. It shares no code with what it judges.
 */
final class DoubleReference
    implements Kernels,
        ReferenceProducts,
        ReferencePooling,
        ReferencePointwise,
        ReferenceReduction,
        ReferenceNormalization,
        ReferenceRecurrent,
        ReferenceMovement,
        ReferenceFused {}
