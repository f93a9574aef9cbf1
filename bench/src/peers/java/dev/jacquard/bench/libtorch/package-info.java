/** libtorch as a peer: the library itself, and the walk that runs our networks with it. */
@NullMarked
package dev.jacquard.bench.libtorch;

import org.jspecify.annotations.NullMarked;
