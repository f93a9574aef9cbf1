/**
 * Layers: immutable descriptions of what a node of a network computes and which weights it needs.
 * No layer holds a weight or remembers anything.
 */
@NullMarked
package dev.jacquard.nn.layer;

import org.jspecify.annotations.NullMarked;
