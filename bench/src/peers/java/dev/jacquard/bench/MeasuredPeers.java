package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.Libtorch;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.EjmlVersion;

/** libtorch, EJML and netlib. */
public final class MeasuredPeers implements Peers {
  /** The peers; a service is made without knowing what of. */
  public MeasuredPeers() {}

  @Override
  public Map<String, String> facts() {
    Libtorch.open(1);
    Map<String, String> facts = new LinkedHashMap<>(Libtorch.facts());
    facts.put("EJML", EjmlVersion.VERSION);
    facts.put("netlib", JavaBLAS.getInstance().getClass().getSimpleName());
    return facts;
  }
}
