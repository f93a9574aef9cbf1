package dev.jacquard.cli;

/** Something that is due again and again, a time after it was last done; first after a time. */
final class Pace {
  private static final double PROGRESS = 10;

  private final double seconds;
  private long last = System.nanoTime();

  Pace(double seconds) {
    this.seconds = seconds;
  }

  /** Of lines about progress: what is quick is silent. */
  static Pace ofProgress() {
    return new Pace(PROGRESS);
  }

  /** Whether it is due; if so, it is done now. */
  boolean isDue() {
    long now = System.nanoTime();
    boolean due = (now - last) * 1e-9 >= seconds;
    last = due ? now : last;
    return due;
  }
}
