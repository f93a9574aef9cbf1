/** Recorded operations and their gradients. */
module dev.jacquard.autograd {
  exports dev.jacquard.autograd;
  exports dev.jacquard.autograd.op;

  requires transitive dev.jacquard.tensor;
  requires static org.jspecify;
}
