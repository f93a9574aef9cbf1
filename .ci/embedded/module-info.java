/** A program as an embedder would write it: the libraries on the module path, and no class path. */
module dev.jacquard.embedded {
  requires dev.jacquard.hypernet;
}
