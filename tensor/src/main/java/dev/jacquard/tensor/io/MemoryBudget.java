package dev.jacquard.tensor.io;

/**
 * What the values of a pickle or a JSON document may take: one byte can ask for a hundred. The
 * figures are those of a 64-bit virtual machine with compressed references, rounded up.
 */
final class MemoryBudget {
  /** In a list that grows, and is copied into one half larger. */
  static final int REFERENCE = 12;

  static final int NUMBER = 24;
  static final int STRING = 56;
  static final int COLLECTION = 64;
  static final int TUPLE = 48;
  static final int SETTLED = 112;
  static final int MAP_ENTRY = 56;
  static final int ARRAY = 256;

  private final String where;
  private final long limit;
  private long spent;

  /** A budget of so many bytes, or of half the heap if that is less. */
  MemoryBudget(String where, long limit) {
    this.where = where;
    this.limit = Math.min(limit, Runtime.getRuntime().maxMemory() / 2);
  }

  /** Counts bytes, before they are taken. */
  void charge(long bytes) throws TensorFileException {
    spent += bytes;
    if (spent > limit) {
      throw new TensorFileException(
          where + ": expected values that take at most " + limit + " bytes of memory");
    }
  }
}
