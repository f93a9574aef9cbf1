package dev.jacquard.cli;

import dev.jacquard.tensor.Compute;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a command works with.
 *
 * @param arguments of the process
 * @param compute the backend and threads that the command line asked for; closed after the command
 * @param once opens what computes in its place where little is computed, and once: the same where
 *     the command line asked for a backend, else scalar kernels, which are fast at once, while
 *     vector kernels have to be compiled first
 * @param progress takes lines for whoever is waiting, on standard error
 */
record Session(
    List<String> arguments, Compute compute, Supplier<Compute> once, PrintWriter progress) {}
