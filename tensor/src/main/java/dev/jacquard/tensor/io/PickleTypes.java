package dev.jacquard.tensor.io;

import java.util.Map;

/** What a pickle may name beside plain data. Whoever implements it decides what is allowed. */
interface PickleTypes {

  /** Something that makes a value out of others. */
  @FunctionalInterface
  interface Constructor {
    /** Makes the value. */
    Object call(Tuple arguments) throws TensorFileException;
  }

  /** What a module and a name stand for; refuses everything that is not known to be harmless. */
  Object global(String module, String name) throws TensorFileException;

  /** What an id stands for that is not in the pickle itself. */
  Object persistent(Object id) throws TensorFileException;

  /** Takes further attributes of an object, or refuses them. */
  void build(Object target, Map<?, ?> state) throws TensorFileException;
}
