package dev.jacquard.cli;

import dev.jacquard.tensor.Compute;
import java.io.PrintWriter;

/**
 * What a command works with.
 *
 * @param compute the backend and threads that the command line asked for; closed after the command
 * @param progress takes lines for whoever is waiting, on standard error
 */
record Session(Compute compute, PrintWriter progress) {}
