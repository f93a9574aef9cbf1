/**
 * Networks: graphs of named layers, the walks over them, and what a run of one needs. Build a
 * {@link dev.jacquard.nn.network.Network} with a {@link dev.jacquard.nn.network.NetworkBuilder},
 * fill its {@link dev.jacquard.nn.network.Parameters}, and call {@code forward}.
 */
@NullMarked
package dev.jacquard.nn.network;

import org.jspecify.annotations.NullMarked;
