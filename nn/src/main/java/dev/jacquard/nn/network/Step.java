package dev.jacquard.nn.network;

import dev.jacquard.tensor.kernel.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are computed as one: a node, then a norm and an activation that alone follow it.
 *
 * @param node the first
 * @param inputs whose values it reads: indices of nodes
 * @param norm the batch norm behind a convolution, with running statistics; null for none
 * @param activation what is applied last; null for none
 * @param result the index of the last node, whose value this is
 */
record Step(
    Node node,
    List<Integer> inputs,
    @Nullable Node norm,
    @Nullable Activation activation,
    int result) {}
