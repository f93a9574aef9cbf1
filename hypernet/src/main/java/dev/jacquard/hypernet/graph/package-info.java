/**
 * Networks as hypernetworks see them: a {@link dev.jacquard.hypernet.graph.PrimitiveGraph} of
 * primitives with real and virtual edges.
 */
@NullMarked
package dev.jacquard.hypernet.graph;

import org.jspecify.annotations.NullMarked;
