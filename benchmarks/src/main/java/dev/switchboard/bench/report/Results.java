package dev.switchboard.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports as files: one to compare with, one to look at. */
public final class Results {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Results() {}

  /** Begins the names of the files of a run. */
  public static String name(Report report) {
    return report.at().toString().replace(":", "");
  }

  /**
   * @return what was written
   */
  public static List<Path> keep(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    return List.of(
        Files.writeString(
            folder.resolve(name(report) + ".json"), JSON.writeValueAsString(json(report))),
        Files.writeString(folder.resolve(name(report) + ".svg"), Page.svg(report)));
  }

  static Map<String, Object> json(Report report) {
    var all = new LinkedHashMap<String, Object>();
    all.put("at", report.at().toString());
    all.put("machine", report.machine());
    all.put("warnings", report.warnings());
    all.put("loads", report.rows().stream().map(Results::json).toList());
    all.put("figures", report.figures().stream().map(Results::json).toList());
    return all;
  }

  private static Map<String, Object> json(Row row) {
    var all = new LinkedHashMap<String, Object>();
    all.put("name", row.name());
    all.put("target", row.target());
    all.put("median_per_second", row.median(Row.Round::perSecond));
    all.put("spread", row.spread(Row.Round::perSecond));
    var ratios = new LinkedHashMap<String, Double>();
    row.marks().forEach(mark -> ratios.put(mark, row.ratio(mark)));
    all.put("ratios", ratios);
    all.put("rounds", row.rounds());
    row.fault().ifPresent(fault -> all.put("fault", fault));
    return all;
  }

  private static Map<String, Object> json(Report.Figure figure) {
    var all = new LinkedHashMap<String, Object>();
    all.put("name", figure.name());
    all.put("value", figure.value());
    all.put("rounds", figure.rounds());
    all.put("unit", figure.unit());
    if (!Double.isNaN(figure.target())) {
      all.put(figure.atMost() ? "at_most" : "at_least", figure.target());
    }
    return all;
  }
}
