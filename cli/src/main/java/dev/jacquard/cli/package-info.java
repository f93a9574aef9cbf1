/** The command {@code jacquard}: it parses, calls, prints and draws, and does no mathematics. */
@NullMarked
package dev.jacquard.cli;

import org.jspecify.annotations.NullMarked;
