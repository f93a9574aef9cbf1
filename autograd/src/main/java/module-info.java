/** Recorded operations and their gradients. */
module dev.jacquard.autograd {
  requires transitive dev.jacquard.tensor;
  requires static org.jspecify;
}
