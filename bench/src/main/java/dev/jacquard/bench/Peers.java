package dev.jacquard.bench;

import java.util.Map;

/** What else is measured, if anything is: a service, so that nothing here needs it. */
public interface Peers {
  /** Versions and whatever else is chosen at run time, by its name. */
  Map<String, String> facts();
}
