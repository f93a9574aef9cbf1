/** JMH benchmarks and the peers they are measured against. */
@NullMarked
package dev.jacquard.bench;

import org.jspecify.annotations.NullMarked;
