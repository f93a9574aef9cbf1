import dev.jacquard.tensor.io.Json;
import java.util.Map;

/** Succeeds if standard input is one JSON object. */
public class ReadsJson {
  public static void main(String[] args) throws Exception {
    if (!(Json.read(System.in) instanceof Map)) {
      throw new IllegalArgumentException("expected an object");
    }
  }
}
