package dev.jacquard.bench.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of our measurements and those of the same work by others.
 *
 * @param ours ours
 * @param peers the others' by whose they are
 */
record Comparison(Measurement ours, Map<String, Measurement> peers) {
  /** Finds what was measured of the same work. */
  static Comparison of(Measurement ours, List<Measurement> all) {
    Map<String, Measurement> peers = new TreeMap<>();
    all.stream()
        .filter(other -> !other.name().isOurs() && other.isSameWorkAs(ours))
        .forEach(peer -> peers.put(peer.name().by(), peer));
    return new Comparison(ours, peers);
  }

  /**
   * How many times as fast ours is as a peer, which is one of {@link #peers}: 1 is equal, more is
   * faster.
   */
  double ratio(String peer) {
    Measurement other = peers.get(peer);
    if (other == null) {
      throw new IllegalArgumentException(ours.name() + ": not measured: " + peer);
    }
    return other.seconds() / ours.seconds();
  }
}
