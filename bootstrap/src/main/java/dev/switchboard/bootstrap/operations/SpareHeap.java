package dev.switchboard.bootstrap.operations;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives memory back that a rush has left behind: the serial collector takes more from the system as
 * long as it may, and looks whether it needs it at full collections alone, of which there can be
 * none for days. One is asked for when little happens. For one thread.
 */
public final class SpareHeap {
  /** How often to look. */
  public static final Duration PAUSE = Duration.ofSeconds(15);

  private static final int QUIET_LOOKS = 2;
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final Duration LATER = Duration.ofHours(1); // where it is needed after all

  /** What is known of the JVM, and the one thing that can be done. */
  interface Jvm {
    /** Bytes taken from the system at the start. */
    long first();

    /** Bytes taken from the system by now. */
    long taken();

    /** Since the start, of all kinds. */
    long collections();

    /** All of it; gives back what it can. */
    void collect();
  }

  private final Jvm jvm;
  private final InstantSource clock;
  private long collections;
  private int quiet;
  private Instant next = Instant.MIN;

  public SpareHeap(InstantSource clock) {
    this(new ThisJvm(), clock);
  }

  SpareHeap(Jvm jvm, InstantSource clock) {
    this.jvm = jvm;
    this.clock = clock;
  }

  /** Costs a pause of some 100 ms where there is much to give back, and nothing else. */
  public void look() {
    var before = collections;
    collections = jvm.collections();
    quiet = collections - before <= 1 ? quiet + 1 : 0;
    if (quiet >= QUIET_LOOKS && !clock.instant().isBefore(next) && muchMoreThanAtFirst()) {
      var had = jvm.taken();
      jvm.collect();
      next = clock.instant().plus(jvm.taken() > had / 10 * 9 ? LATER : SOON);
    }
  }

  private boolean muchMoreThanAtFirst() {
    return jvm.taken() > jvm.first() / 2 * 3;
  }

  private static final class ThisJvm implements Jvm {
    @Override
    public long first() {
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getInit();
    }

    @Override
    public long taken() {
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    @Override
    public long collections() {
      return ManagementFactory.getGarbageCollectorMXBeans().stream()
          .mapToLong(GarbageCollectorMXBean::getCollectionCount)
          .sum();
    }

    @Override
    public void collect() {
      System.gc();
    }
  }
}
