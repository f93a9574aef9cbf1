package dev.jacquard.tensor;

/** Prints what OpenCL lacks, then a sum that is computed without it. */
final class OpenClProgram {
  private OpenClProgram() {}

  public static void main(String[] args) {
    String first = OpenCl.find().obstacle();
    String again = OpenCl.find().obstacle();
    System.out.println(first.equals(again) ? first : first + ", then " + again);
    try (Compute compute = Compute.open(Backend.AUTO, 1)) {
      System.out.println(compute.kernels().sum(2, new float[] {1, 2}, 0));
    }
  }
}
