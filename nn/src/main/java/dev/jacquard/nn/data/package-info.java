/**
 * Data sets, and how their images reach networks. A {@link dev.jacquard.nn.data.DataSet} opens sets
 * of images as bytes, a {@link dev.jacquard.nn.data.Preprocessing} turns them into what a network
 * takes, and a {@link dev.jacquard.nn.data.BatchLoader} does so batch by batch.
 */
@NullMarked
package dev.jacquard.nn.data;

import org.jspecify.annotations.NullMarked;
