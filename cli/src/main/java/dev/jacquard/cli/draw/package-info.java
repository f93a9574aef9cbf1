/**
 * Pictures of networks: the graph of a network's primitives in layers from top to bottom, as SVG.
 */
@NullMarked
package dev.jacquard.cli.draw;

import org.jspecify.annotations.NullMarked;
