package dev.jacquard.tensor.io;

import java.util.Collection;

/** Which keys the dictionaries of a pickle may have, and which values its sets. */
final class PickleKeys {
  /** Keys that collide are told apart quickly only where they are of one class. */
  private static final int MOST_MIXED = 1024;

  private PickleKeys() {}

  /** Hashes of nested keys could take for ever, and those of tuples can be made to collide. */
  static boolean isKey(Object key) {
    return key instanceof String
        || key instanceof Number
        || key instanceof Boolean
        || key == None.NONE;
  }

  /** Why this may not be one more beside these keys; nothing if it may. */
  static String objection(Collection<?> keys, Object key) {
    if (!isKey(key)) {
      return "a string or a number as a key, not a " + key.getClass().getSimpleName();
    }
    if (keys.size() >= MOST_MIXED && keys.iterator().next().getClass() != key.getClass()) {
      return "keys of one kind, since there are more than " + MOST_MIXED;
    }
    return "";
  }
}
