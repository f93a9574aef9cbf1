/** Architectures as graphs, and the hypernetworks that predict their parameters. */
@NullMarked
package dev.jacquard.hypernet;

import org.jspecify.annotations.NullMarked;
