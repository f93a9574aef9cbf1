package dev.jacquard.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How whole networks and hypernetworks are measured, ours and those of others: in milliseconds a
 * call. They call many kernels in many shapes, which takes C2 longer to get to than one kernel. A
 * call that takes longer than an iteration is made once in it. Counters, such as {@link Images},
 * are then milliseconds for one; with {@code -bm thrpt} they are rates.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
public abstract class NetworkScope extends PinnedScope {}
