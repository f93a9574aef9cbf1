package dev.jacquard.hypernet.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Labels that tell the nodes of a graph apart whatever their order (Weisfeiler and Leman 1968):
 * each label is refined by those of its neighbours until no refinement tells more nodes apart.
 */
final class Refinement {
  private Refinement() {}

  /**
   * Refined labels.
   *
   * @param labels with which nodes begin
   * @param edges pairs of nodes, from and to
   */
  static List<String> of(List<String> labels, List<int[]> edges) {
    List<String> current = labels;
    int apart = new HashSet<>(current).size();
    while (true) {
      List<String> next = refined(current, edges);
      int now = new HashSet<>(next).size();
      if (now == apart) {
        return current;
      }
      current = next;
      apart = now;
    }
  }

  private static List<String> refined(List<String> labels, List<int[]> edges) {
    List<List<String>> before = new ArrayList<>();
    List<List<String>> behind = new ArrayList<>();
    labels.forEach(
        label -> {
          before.add(new ArrayList<>());
          behind.add(new ArrayList<>());
        });
    for (int[] edge : edges) {
      before.get(edge[1]).add(labels.get(edge[0]));
      behind.get(edge[0]).add(labels.get(edge[1]));
    }
    List<String> refined = new ArrayList<>();
    for (int v = 0; v < labels.size(); v++) {
      String[] in = before.get(v).toArray(String[]::new);
      String[] out = behind.get(v).toArray(String[]::new);
      Arrays.sort(in);
      Arrays.sort(out);
      String all = labels.get(v) + "<" + String.join(",", in) + ">" + String.join(",", out);
      // Labels would double with each round: a digest of each is as good.
      refined.add(Digest.of(all));
    }
    return refined;
  }
}
