package dev.jacquard.tensor;

/** Prints what OpenCL lacks, then a sum that is computed without it. */
final class OpenClProgram {
  private OpenClProgram() {}

  public static void main(String[] args) {
    System.out.println(OpenCl.find().obstacle());
    try (Compute compute = Compute.open(Backend.AUTO, 1)) {
      System.out.println(compute.kernels().sum(2, new float[] {1, 2}, 0));
    }
  }
}
