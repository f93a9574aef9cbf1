/** Recorded operations and their gradients. */
module dev.jacquard.autograd {
  requires transitive dev.jacquard.tensor;
  requires static transitive org.jspecify;

  exports dev.jacquard.autograd;
  exports dev.jacquard.autograd.op;
}
