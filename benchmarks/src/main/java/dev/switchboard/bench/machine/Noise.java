package dev.switchboard.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much of the machine went to others while something was measured: the processor time of the
 * whole machine less that of the processes of this run.
 */
public final class Noise {
  private static final double TICKS_A_SECOND = 100;

  /**
   * @param others share of the machine's processors that other processes had, 0 to 1
   * @param stolen share that the hypervisor kept, 0 to 1
   */
  public record Reading(double others, double stolen) {}

  private record Ticks(double busy, double stolen, double all) {}

  private final long ours;
  private final Ticks before;
  private final double oursBefore;

  /**
   * @param ours the process that started all the others of the run
   */
  public Noise(long ours) {
    this.ours = ours;
    this.before = ticks();
    this.oursBefore = Processes.cpu(ours);
  }

  public Reading read() {
    var now = ticks();
    var all = now.all() - before.all();
    var busy = now.busy() - before.busy();
    var own = (Processes.cpu(ours) - oursBefore) * TICKS_A_SECOND;
    return new Reading(Math.max(0, busy - own) / all, (now.stolen() - before.stolen()) / all);
  }

  private static Ticks ticks() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      var cpu =
          Arrays.stream(lines.findFirst().orElseThrow().split("\\s+"))
              .skip(1)
              .mapToDouble(Double::parseDouble)
              .toArray();
      // user nice system idle iowait irq softirq steal
      var all = Arrays.stream(cpu, 0, 8).sum();
      return new Ticks(all - cpu[3] - cpu[4] - cpu[7], cpu[7], all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
