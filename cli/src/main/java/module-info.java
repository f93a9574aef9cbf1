/** The command {@code jacquard}. */
module dev.jacquard.cli {
  requires dev.jacquard.hypernet;
  requires static org.jspecify;
}
