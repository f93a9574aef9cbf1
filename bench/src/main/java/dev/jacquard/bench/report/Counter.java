package dev.jacquard.bench.report;

/** What a benchmark counts beside its calls, the most telling first. */
public enum Counter {
  /** Billions of additions and multiplications. */
  GFLOP("gflop", "GFLOP/s"),
  /** Billions of bytes. */
  GBYTE("gbyte", "GB/s"),
  /** Images. */
  IMAGE("image", "images/s"),
  /** Nodes of graphs. */
  NODE("node", "nodes/s");

  private final String key;
  private final String unit;

  Counter(String key, String unit) {
    this.key = key;
    this.unit = unit;
  }

  /** Its name in JMH's results. */
  public String key() {
    return key;
  }

  /** The unit of its rate. */
  public String unit() {
    return unit;
  }
}
