package dev.switchboard.web;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections this process can have. */
final class Connections {
  private static final long HEAP_OF_ONE = 16 * 1024;
  private static final long OTHER_FILES = 512; // to the database, to platforms, logs, jars
  private static final int LEAST = 256;
  private static final int MOST = 100_000;

  private Connections() {}

  static int bound() {
    long byHeap = Runtime.getRuntime().maxMemory() / HEAP_OF_ONE;
    return (int) Math.clamp(Math.min(byHeap, files() - OTHER_FILES), (long) LEAST, MOST);
  }

  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
