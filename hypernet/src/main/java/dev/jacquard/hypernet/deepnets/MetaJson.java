package dev.jacquard.hypernet.deepnets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a published JSON file that is about one split. */
final class MetaJson {
  private final String where;
  private final List<Map<?, ?>> networks = new ArrayList<>();
  private final Map<?, ?> primitives;
  private final Map<?, ?> parameters;

  /**
   * Looks into a tree.
   *
   * @throws IllegalArgumentException if it is of another form
   */
  MetaJson(String where, Object tree) {
    this.where = where;
    if (!(object(tree, "").get("nets") instanceof List<?> nets)) {
      throw new IllegalArgumentException(where + ": expected a list 'nets'");
    }
    for (Object net : nets) {
      networks.add(object(net, "nets"));
    }
    Map<?, ?> names = object(object(tree, "").get("meta"), "meta");
    this.primitives = object(names.get("primitives_ext"), "meta.primitives_ext");
    this.parameters = object(names.get("unique_op_names"), "meta.unique_op_names");
  }

  private Map<?, ?> object(@Nullable Object tree, String name) {
    if (tree instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(where + ": expected an object " + name);
  }

  /** What messages call it. */
  String where() {
    return where;
  }

  /** The {@code net_args} of each network, with its number of nodes. */
  List<Map<?, ?>> networks() {
    return networks;
  }

  String primitive(int number) {
    return name(primitives, number);
  }

  String parameter(int number) {
    return name(parameters, number);
  }

  private String name(Map<?, ?> names, int number) {
    if (names.get(Integer.toString(number)) instanceof String name) {
      return name;
    }
    throw new IllegalArgumentException(where + ": there is no name of number " + number);
  }
}
