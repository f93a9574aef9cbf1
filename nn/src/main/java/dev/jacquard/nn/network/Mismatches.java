package dev.jacquard.nn.network;

import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Collects what does not fit between a network and given values, for one message about all. */
final class Mismatches {
  private static final int SHOWN = 3;

  private final List<String> missing = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> shapes = new ArrayList<>();

  void missing(String name) {
    missing.add(name);
  }

  void unknown(String name) {
    unknown.add(name);
  }

  void shape(String name, Shape expected, Shape actual) {
    shapes.add(name + ": expected " + expected + ", got " + actual);
  }

  boolean none() {
    return missing.isEmpty() && unknown.isEmpty() && shapes.isEmpty();
  }

  /** All in one line, the first few of each sort by name. */
  void throwIfAny(String where) {
    if (none()) {
      return;
    }
    List<String> parts = new ArrayList<>();
    describe("wrong shape", shapes, parts);
    describe("missing", missing, parts);
    describe("unknown", unknown, parts);
    throw new IllegalArgumentException(where + ": " + String.join("; ", parts));
  }

  private static void describe(String sort, List<String> items, List<String> parts) {
    if (!items.isEmpty()) {
      parts.add(
          items.size()
              + " "
              + sort
              + " ("
              + String.join(", ", items.subList(0, Math.min(SHOWN, items.size())))
              + (items.size() > SHOWN ? ", ..." : "")
              + ")");
    }
  }
}
