/** Architectures as graphs, and the hypernetworks that predict their parameters. */
module dev.jacquard.hypernet {
  exports dev.jacquard.hypernet.arch;
  exports dev.jacquard.hypernet.deepnets;
  exports dev.jacquard.hypernet.eval;
  exports dev.jacquard.hypernet.ghn;
  exports dev.jacquard.hypernet.graph;
  exports dev.jacquard.hypernet.predict;
  exports dev.jacquard.hypernet.train;

  requires transitive dev.jacquard.nn;
  requires static io.jhdf;
  requires static org.jspecify;
}
