package dev.jacquard.autograd.op;

import dev.jacquard.tensor.Tensor;

/**
 * The heads of an attention as they lie side by side in tokens {@code [B, length, ...]}: head h of
 * a token is the {@code size} elements from {@code at + h * size} on.
 *
 * @param tensor holds the tokens
 * @param at place of head 0 in a token
 * @param heads number of heads
 * @param size elements of a head
 */
record Heads(Tensor tensor, int at, int heads, int size) {

  /** Tokens that hold nothing but these heads. */
  static Heads of(Tensor tensor, int heads) {
    return new Heads(tensor, 0, heads, tensor.shape().dim(2) / heads);
  }

  /** One of the three parts of tokens that hold queries, keys and values one after the other. */
  static Heads ofPacked(Tensor tensor, int heads, int part) {
    int size = tensor.shape().dim(2) / (3 * heads);
    return new Heads(tensor, part * heads * size, heads, size);
  }

  int batch() {
    return tensor.shape().dim(0);
  }

  int length() {
    return tensor.shape().dim(1);
  }

  /** The heads of one image: as many matrices {@code [length, size]}. */
  Matrix image(int image) {
    int token = tensor.shape().dim(2);
    return new Matrix(tensor, image * length() * token + at, heads, size, length(), size, token, 1);
  }
}
