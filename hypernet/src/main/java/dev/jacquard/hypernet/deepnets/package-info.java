/**
 * The published files of DeepNets-1M, read by the library jHDF, which nothing else needs: without
 * it on the class path, only this package does not work.
 */
@NullMarked
package dev.jacquard.hypernet.deepnets;

import org.jspecify.annotations.NullMarked;
