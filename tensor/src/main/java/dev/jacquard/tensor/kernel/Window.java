package dev.jacquard.tensor.kernel;

/**
 * Which inputs along one axis each output of a pooling covers. One description serves sliding and
 * adaptive windows, so that kernels know only ranges.
 */
public final class Window {
  private final int size;
  private final int[] from;
  private final int[] to;
  private final int[] counted;

  private Window(int size, int outputs) {
    this.size = size;
    this.from = new int[outputs];
    this.to = new int[outputs];
    this.counted = new int[outputs];
  }

  /**
   * Windows of one width at a fixed stride, as in PyTorch's MaxPool2d and AvgPool2d.
   *
   * @param size inputs along the axis
   * @param kernel width of a window
   * @param stride inputs between neighbouring windows
   * @param padding inputs added on each side, at most half the kernel
   * @param ceil whether a last window that starts inside the input or its left padding, but hangs
   *     over the end, is kept
   * @param countPadding whether padding counts in an average's divisor
   * @throws IllegalArgumentException if a value is out of range or no window fits
   */
  public static Window sliding(
      int size, int kernel, int stride, int padding, boolean ceil, boolean countPadding) {
    expect(size > 0, "input size", size, "1 or more");
    expect(kernel > 0, "kernel", kernel, "1 or more");
    expect(stride > 0, "stride", stride, "1 or more");
    expect(padding >= 0 && padding <= kernel / 2, "padding", padding, "0 to half of the kernel");
    int room = size + 2 * padding - kernel;
    expect(room >= 0 || (ceil && room + stride > 0), "kernel", kernel, "one that fits " + size);
    int outputs = (ceil ? Math.floorDiv(room + stride - 1, stride) : room / stride) + 1;
    if (ceil && (outputs - 1) * stride >= size + padding) {
      outputs--;
    }
    Window window = new Window(size, outputs);
    for (int i = 0; i < outputs; i++) {
      int start = i * stride - padding;
      int end = Math.min(start + kernel, size + padding);
      window.from[i] = Math.max(start, 0);
      window.to[i] = Math.min(end, size);
      window.counted[i] = countPadding ? end - start : window.to[i] - window.from[i];
    }
    return window;
  }

  /**
   * Windows that share the axis out among a given number of outputs, as in PyTorch's adaptive
   * pooling: output i covers {@code floor(i * size / outputs)} to {@code ceil((i + 1) * size /
   * outputs)}.
   *
   * @throws IllegalArgumentException if a value is not positive
   */
  public static Window adaptive(int size, int outputs) {
    expect(size > 0, "input size", size, "1 or more");
    expect(outputs > 0, "output size", outputs, "1 or more");
    Window window = new Window(size, outputs);
    for (int i = 0; i < outputs; i++) {
      window.from[i] = (int) ((long) i * size / outputs);
      window.to[i] = (int) (((long) (i + 1) * size + outputs - 1) / outputs);
      window.counted[i] = window.to[i] - window.from[i];
    }
    return window;
  }

  private static void expect(boolean holds, String what, int value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "pooling: " + what + " is " + value + ", expected " + expected);
    }
  }

  /** Inputs along the axis. */
  public int size() {
    return size;
  }

  /** Outputs along the axis. */
  public int outputs() {
    return from.length;
  }

  /** The first input that an output covers; padding is left out. */
  public int from(int output) {
    return from[output];
  }

  /** One past the last input that an output covers; padding is left out. */
  public int to(int output) {
    return to[output];
  }

  /** How many places the output's average counts: its inputs and, if so chosen, its padding. */
  public int counted(int output) {
    return counted[output];
  }
}
