package dev.jacquard.hypernet.graph;

import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import java.util.Optional;

/**
 * A node of a {@link PrimitiveGraph}.
 *
 * @param index its place; all its predecessors have smaller ones
 * @param primitive what it computes
 * @param layer the name of the network's node that it stands for, or is a part of
 * @param parameter the name of the parameter that is predicted from it, if one is
 * @param shape of the parameter, or {@code [1, 1, k, k]} of a pooling with a kernel; none for other
 *     operations
 */
public record PrimitiveNode(
    int index,
    Primitive primitive,
    String layer,
    Optional<String> parameter,
    Optional<Shape> shape) {}
