/**
 * Architectures of the DeepNets-1M family (Knyazev et al. 2021): cells of a {@link
 * dev.jacquard.hypernet.arch.Genotype}, stacked to a {@link
 * dev.jacquard.hypernet.arch.CellNetwork}, and sampled by an {@link
 * dev.jacquard.hypernet.arch.ArchitectureSampler}.
 */
@NullMarked
package dev.jacquard.hypernet.arch;

import org.jspecify.annotations.NullMarked;
