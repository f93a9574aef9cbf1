/** Layers, networks, well-known models, optimisers and data sets. */
module dev.jacquard.nn {
  requires transitive dev.jacquard.autograd;
  requires org.joml;
  requires static org.jspecify;
}
