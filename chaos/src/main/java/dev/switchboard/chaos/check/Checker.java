package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.History;
import java.util.List;

/** Holds one promise against the ledger of a run. */
public interface Checker {
  /** In a few words, for the report. */
  String promise();

  /** A sentence for each thing that breaks it. */
  List<String> violations(History history);
}
