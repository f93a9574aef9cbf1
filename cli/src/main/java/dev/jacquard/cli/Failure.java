package dev.jacquard.cli;

import dev.jacquard.hypernet.train.TrainingDivergedException;
import dev.jacquard.nn.train.LossNotFiniteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How a command ends that could not be done.
 *
 * @param exit what the process returns: {@value #FAILED} or {@value #WRONG_USAGE}
 * @param message what was wrong, in one line
 */
record Failure(int exit, String message) {
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private static final long MEBIBYTE = 1 << 20;

  /** Puts what may stand in file names and exceptions into one line. */
  Failure(int exit, String message) {
    this.exit = exit;
    this.message = PrintableText.of(message);
  }

  /** The one place that tells wrong usage from failures, and failures from mistakes of ours. */
  static Failure of(Throwable thrown) {
    if (thrown instanceof ParameterException wrong) {
      CommandSpec command = wrong.getCommandLine().getCommandSpec();
      return new Failure(
          WRONG_USAGE, usage(wrong, command) + "; see " + command.qualifiedName() + " --help");
    }
    return new Failure(FAILED, thrown instanceof OutOfMemoryError ? noMemory() : reason(thrown));
  }

  private static String usage(ParameterException wrong, CommandSpec command) {
    if (wrong instanceof UnmatchedArgumentException unmatched && command.parent() == null) {
      String first = unmatched.getUnmatched().get(0);
      if (!first.startsWith("-")) {
        return "unknown command '" + first + "'";
      }
    }
    return String.valueOf(wrong.getMessage());
  }

  private static String noMemory() {
    return "out of memory with a heap of "
        + Runtime.getRuntime().maxMemory() / MEBIBYTE
        + " MiB; JACQUARD_OPTS=-Xmx... gives more";
  }

  private static String reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    if (thrown instanceof FileSystemException file) {
      return reason(file);
    }
    if (thrown instanceof IOException && cause instanceof FileSystemException file) {
      return reason(file);
    }
    boolean expected =
        thrown instanceof IOException
            || thrown instanceof UncheckedIOException
            || thrown instanceof IllegalArgumentException
            || thrown instanceof LossNotFiniteException
            || thrown instanceof TrainingDivergedException
            || thrown instanceof UnsupportedOperationException;
    String message = thrown.getMessage();
    return expected && message != null
        ? message
        : "unexpected " + thrown + " (set JACQUARD_DEBUG to see where)";
  }

  /** The JDK leaves to the class of the exception what is most often wrong with a file. */
  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return e.getFile() + ": there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return e.getFile() + ": permission denied";
    }
    return e.getFile() + ": " + (e.getReason() == null ? e : e.getReason());
  }
}
