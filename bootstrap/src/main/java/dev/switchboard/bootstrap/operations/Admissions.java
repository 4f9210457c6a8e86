package dev.switchboard.bootstrap.operations;

import dev.switchboard.web.admission.Admission;
import dev.switchboard.web.admission.Doorkeeper;
import dev.switchboard.web.admission.Work;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Who was let in and who was refused, who waits and for how long, and the bytes requests hold. */
public final class Admissions {
  private Admissions() {}

  public static void bind(MeterRegistry registry, Doorkeeper doorkeeper) {
    var admission = doorkeeper.admission();
    for (var work : Work.values()) {
      if (work == Work.VITAL) {
        continue; // not counted
      }
      var name = work.name().toLowerCase(Locale.ROOT);
      FunctionCounter.builder("switchboard.requests.admitted", admission, all -> all.admitted(work))
          .tag("work", name)
          .register(registry);
      FunctionCounter.builder("switchboard.requests.refused", admission, all -> all.refused(work))
          .tag("work", name)
          .register(registry);
    }
    for (var queue : Admission.Queue.values()) {
      var name = queue.name().toLowerCase(Locale.ROOT);
      Gauge.builder("switchboard.queue.waiting", () -> admission.waiting(queue))
          .tag("queue", name)
          .register(registry);
      Gauge.builder(
              "switchboard.queue.oldest.seconds", () -> admission.age(queue).toMillis() / 1_000.0)
          .tag("queue", name)
          .register(registry);
    }
    Gauge.builder("switchboard.body.bytes", doorkeeper::bodyBytes).register(registry);
    Gauge.builder("switchboard.answer.bytes", doorkeeper::answerBytes).register(registry);
  }
}
