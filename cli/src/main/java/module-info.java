/** The command {@code jacquard}. */
module dev.jacquard.cli {
  requires dev.jacquard.hypernet;
  requires info.picocli;
  requires static java.desktop;
  requires static org.knowm.xchart;
  requires static org.jspecify;

  // picocli reads the annotations of commands and sets their fields.
  opens dev.jacquard.cli to
      info.picocli;
}
