/**
 * Layers, networks, well-known models, optimisers and data sets. Only images in PNG and JPEG files
 * need {@code java.desktop}.
 */
module dev.jacquard.nn {
  exports dev.jacquard.nn.data;
  exports dev.jacquard.nn.image;
  exports dev.jacquard.nn.init;
  exports dev.jacquard.nn.layer;
  exports dev.jacquard.nn.model;
  exports dev.jacquard.nn.network;
  exports dev.jacquard.nn.optim;
  exports dev.jacquard.nn.train;

  requires transitive dev.jacquard.autograd;
  requires org.joml;
  requires static java.desktop;
  requires static org.jspecify;
}
