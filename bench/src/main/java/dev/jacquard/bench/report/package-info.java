/**
 * What benchmarks have measured: result files, and the tables and plots that are made from them.
 */
@NullMarked
package dev.jacquard.bench.report;

import org.jspecify.annotations.NullMarked;
