package dev.jacquard.cli;

import java.io.IOException;

/**
 * A command of {@code jacquard}. A class has picocli's {@code @Command} with its name and what it
 * is for, and its own options and parameters as fields; {@link CommonOptions} are added by {@link
 * Jacquard}, which lists the commands and prints what they return. A command prints nothing itself.
 */
interface Subcommand {
  /**
   * Does the work.
   *
   * @throws UsageException if the command line asked for what makes no sense (exit 2)
   * @throws IOException if a file cannot be read or written (exit 1); {@link
   *     IllegalArgumentException} and {@link UnsupportedOperationException} with a message that a
   *     user understands end in the same way
   */
  Result run(Session session) throws IOException;
}
