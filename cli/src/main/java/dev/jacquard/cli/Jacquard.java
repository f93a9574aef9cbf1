package dev.jacquard.cli;

import dev.jacquard.tensor.Compute;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program: finds the command that is meant, runs it, and prints its result on standard output
 * or one line about its failure on standard error.
 */
@Command(
    name = "jacquard",
    versionProvider = Version.class,
    synopsisHeading = "Usage: ",
    customSynopsis = {"jacquard COMMAND [OPTIONS]", "       jacquard COMMAND --help"},
    description =
        "Predicts the parameters of neural networks, runs, trains and looks into them, in pure Java.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failed; one line on standard error says why",
      "2:wrong usage; one line on standard error says what was expected"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  JAVA_HOME       the JDK to run on, if it is 17 or newer",
      "  JACQUARD_OPTS   options for the Java virtual machine, such as -Xmx8g",
      "  JACQUARD_DEBUG  if set, the stack trace of a failure follows its line"
    })
public final class Jacquard {
  /**
   * The system property by which the launcher says that standard error is on descriptor 0, because
   * the virtual machine writes lines of its own on descriptor 2.
   */
  private static final String ERROR_ON_INPUT = "jacquard.error.on.input";

  /** The name of {@link CommonOptions} among a command's mixins. */
  private static final String COMMON = "common";

  private static final String DEBUG = "JACQUARD_DEBUG";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  boolean version;

  Jacquard() {}

  /** The commands, in the order of the help. */
  static List<Subcommand> commands() {
    return List.of(
        new Predict(),
        new Evaluate(),
        new Compare(),
        new RunNetwork(),
        new TrainNetwork(),
        new TrainHypernetwork(),
        new Architectures(),
        new Graph(),
        new Inspect(),
        new Info());
  }

  /** Runs the command that the arguments name, and ends the process. */
  public static void main(String[] args) {
    FileDescriptor error =
        Boolean.getBoolean(ERROR_ON_INPUT) ? FileDescriptor.in : FileDescriptor.err;
    PrintStream err = new PrintStream(new FileOutputStream(error), true, StandardCharsets.UTF_8);
    System.setErr(err);
    System.exit(run(args, new FileOutputStream(FileDescriptor.out), err, System.getenv()));
  }

  /**
   * Runs the command that the arguments name.
   *
   * @param out takes the result
   * @param err takes lines about progress, and about a failure
   * @param environment the variables of the process
   * @return 0 if it was done, 1 if it failed, 2 if the arguments were wrong
   */
  static int run(
      String[] args, OutputStream out, OutputStream err, Map<String, String> environment) {
    PrintWriter messages = new PrintWriter(err, true, StandardCharsets.UTF_8);
    try {
      print(out, execute(args, messages));
      return 0;
    } catch (Throwable thrown) {
      Failure failure = Failure.of(thrown);
      messages.println("jacquard: " + failure.message());
      if (environment.containsKey(DEBUG)) {
        thrown.printStackTrace(messages);
      }
      return failure.exit();
    }
  }

  /** What belongs on standard output. */
  private static String execute(String[] args, PrintWriter messages) throws IOException {
    CommandLine main = commandLine();
    StringWriter requested = new StringWriter();
    main.setOut(new PrintWriter(requested));
    ParseResult parsed = main.parseArgs(args);
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return requested.toString();
    }
    if (!parsed.hasSubcommand()) {
      throw new ParameterException(
          main, "expected a command: " + String.join(", ", main.getSubcommands().keySet()));
    }
    CommandLine chosen = parsed.subcommand().commandSpec().commandLine();
    CommonOptions options = (CommonOptions) Objects.requireNonNull(chosen.getMixins().get(COMMON));
    try {
      return execute(List.of(args), chosen.getCommand(), options, messages);
    } catch (UsageException e) {
      throw new ParameterException(chosen, e.getMessage(), e);
    }
  }

  private static String execute(
      List<String> args, Subcommand command, CommonOptions options, PrintWriter messages)
      throws IOException {
    try (Compute compute = options.open()) {
      Result result = command.run(new Session(args, compute, options::openOnce, messages));
      return options.json ? result.printedJson() : result.text();
    }
  }

  /** The whole command line, with no value set. */
  static CommandLine commandLine() {
    CommandLine main = new CommandLine(new Jacquard());
    for (Subcommand command : commands()) {
      main.addSubcommand(new CommandLine(command).addMixin(COMMON, new CommonOptions()));
    }
    return main.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(100)
        .setExpandAtFiles(false);
  }

  private static void print(OutputStream out, String text) throws IOException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // A reader that leaves, such as head, has read what it wanted.
      if (!"Broken pipe".equals(e.getMessage())) {
        throw new IOException("standard output: " + e.getMessage(), e);
      }
    }
  }
}
