package dev.jacquard.tensor.kernel;

/**
 * A device that OpenCL finds on this machine.
 *
 * @param number its place in the list of all, from 0, by which it is chosen
 * @param platform name and version of the platform (the driver) that offers it
 * @param name what the driver calls it
 * @param kind CPU, GPU, or ACC for another accelerator
 * @param units compute units
 * @param memory bytes of its memory
 */
public record OpenClDevice(
    int number, String platform, String name, Kind kind, int units, long memory) {
  /** What a device is. */
  public enum Kind {
    /** A graphics processor. */
    GPU,
    /** Another accelerator. */
    ACC,
    /** The processor itself, which shares its memory. */
    CPU
  }

  /** {@code 0: NAME (GPU, 20 units, 8192 MiB), PLATFORM}. */
  @Override
  public String toString() {
    return number
        + ": "
        + name
        + " ("
        + kind
        + ", "
        + units
        + " units, "
        + (memory >> 20)
        + " MiB), "
        + platform;
  }
}
