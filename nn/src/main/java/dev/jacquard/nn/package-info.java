/** Layers, networks, well-known models, optimisers and data sets. */
@NullMarked
package dev.jacquard.nn;

import org.jspecify.annotations.NullMarked;
