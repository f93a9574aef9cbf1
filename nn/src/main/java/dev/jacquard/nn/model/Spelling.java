package dev.jacquard.nn.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that someone may have meant. */
final class Spelling {
  private Spelling() {}

  /** The names that take the fewest edits, nearest first; names equally near stay in order. */
  static List<String> nearest(String meant, List<String> names, int count) {
    String lower = meant.toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(Comparator.comparingInt(name -> edits(lower, name)))
        .limit(count)
        .toList();
  }

  /** How many characters must be inserted, deleted or replaced (Levenshtein 1966). */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
