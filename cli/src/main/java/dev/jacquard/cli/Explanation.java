package dev.jacquard.cli;

import dev.jacquard.cli.Table.Align;
import dev.jacquard.hypernet.ghn.DecodingGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was decoded together for a network, and what of it was repeated or cropped.
 *
 * @param groups in the order in which they were decoded
 */
record Explanation(List<DecodingGroup> groups) {
  /** For programs. */
  List<Object> json() {
    List<Object> list = new ArrayList<>();
    for (DecodingGroup group : groups) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("block", Arrays.stream(group.block().dims()).boxed().toList());
      json.put("classifier", group.classifier());
      json.put(
          "parameters", group.parameters().stream().map(target -> json(group, target)).toList());
      list.add(json);
    }
    return list;
  }

  private static Map<String, Object> json(DecodingGroup group, DecodingGroup.Target target) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", target.name());
    json.put("shape", Arrays.stream(target.shape().dims()).boxed().toList());
    json.put("repeated", group.repeats(target));
    json.put("cropped", group.crops(target));
    return json;
  }

  /** For people. */
  String text() {
    Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
    table.add(List.of("block", "parameters", "repeated", "cropped", "the first"));
    for (DecodingGroup group : groups) {
      List<DecodingGroup.Target> targets = group.parameters();
      table.add(
          List.of(
              group.block() + (group.classifier() ? " classifier" : ""),
              Integer.toString(targets.size()),
              Long.toString(targets.stream().filter(group::repeats).count()),
              Long.toString(targets.stream().filter(group::crops).count()),
              targets.get(0).name() + " " + targets.get(0).shape()));
    }
    return "\n" + table;
  }
}
