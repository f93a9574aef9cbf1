package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The matrices of a product C = A B, the same for all who are measured. */
@State(Scope.Thread)
public class GemmOperands {
  /** Rows of C, columns of C, length of the sums. */
  @Param({
    "64x64x64",
    "128x128x128",
    "256x256x256",
    "512x512x512",
    "1024x1024x1024",
    "2048x2048x2048",
    "64x1024x576",
    "128x4096x128",
    "256x256x2304",
    "32x4096x288",
    "512x1x512",
    "1x96x32",
    "126x32x32"
  })
  public String size = "";

  /** Whether A and B are stored as they are multiplied (n) or transposed (t). */
  @Param("nn")
  public String layout = "";

  /** Rows of C. */
  int m;

  /** Columns of C. */
  int n;

  /** Length of the sums. */
  int k;

  /** Whether A is stored as {@code [k, m]}. */
  boolean transposedA;

  /** Whether B is stored as {@code [n, k]}. */
  boolean transposedB;

  float[] a = {};
  float[] b = {};
  float[] c = {};

  /** Makes the matrices. */
  @Setup
  public void make() {
    if (!size.matches("\\d+x\\d+x\\d+") || !layout.matches("[nt][nt]")) {
      throw new IllegalArgumentException(
          size + " " + layout + ": expected sizes as in 64x1024x576 and a layout as in nt");
    }
    int first = size.indexOf('x');
    int second = size.lastIndexOf('x');
    m = Integer.parseInt(size.substring(0, first));
    n = Integer.parseInt(size.substring(first + 1, second));
    k = Integer.parseInt(size.substring(second + 1));
    transposedA = layout.charAt(0) == 't';
    transposedB = layout.charAt(1) == 't';
    a = Values.normal(m * k, 1);
    b = Values.normal(k * n, 2);
    c = new float[m * n];
  }

  /** Additions and multiplications of one product. */
  long flops() {
    return 2L * m * n * k;
  }
}
