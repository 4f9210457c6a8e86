package dev.switchboard.bench.micro;

import dev.switchboard.bench.report.Report.Figure;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The pure hot code by itself, in a JVM of its own for each (JMH). */
public final class Micro {
  private static final String ALLOCATED = "gc.alloc.rate.norm"; // bytes an operation

  private Micro() {}

  public static List<Figure> run() {
    var options =
        new OptionsBuilder()
            .include(Micro.class.getPackageName())
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .threads(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
            .shouldFailOnError(true)
            .build();
    try {
      return new Runner(options).run().stream().flatMap(Micro::figures).toList();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Figure> figures(RunResult result) {
    var rounds =
        result.getBenchmarkResults().stream()
            .map(each -> each.getIterationResults())
            .flatMap(Collection::stream)
            .map(IterationResult::getPrimaryResult)
            .map(one -> one.getScore())
            .toList();
    var allocated = result.getSecondaryResults().get(ALLOCATED);
    return Stream.of(
        new Figure(name(result), rounds, "µs", Double.NaN, true),
        Figure.plain(name(result) + ", allocated", allocated.getScore(), "bytes"));
  }

  /** "WebhookMicro.signatureAndParse, events 100". */
  private static String name(RunResult result) {
    var parameters = result.getParams();
    var words = parameters.getBenchmark().split("\\.");
    return parameters.getParamsKeys().stream()
        .map(key -> ", " + key + " " + parameters.getParam(key))
        .collect(
            Collectors.joining("", words[words.length - 2] + "." + words[words.length - 1], ""));
  }
}
