/** Architectures as graphs, and the hypernetworks that predict their parameters. */
module dev.jacquard.hypernet {
  requires transitive dev.jacquard.nn;
  requires static org.jspecify;
}
