package dev.switchboard.application.outbound;

import dev.switchboard.application.outbound.Lanes.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What became of each piece of work. What goes well, or waits, is the rule and no news. */
final class SettlementLog {
  private static final Logger LOG = LoggerFactory.getLogger(SettlementLog.class);

  private SettlementLog() {}

  static void write(Claim claim, Settlement settlement) {
    LOG.atLevel(level(settlement))
        .addArgument(claim.kind())
        .addArgument(claim.subject())
        .addArgument(claim.lane())
        .addArgument(() -> in(settlement))
        .log("{} {} in lane {}: {}");
  }

  private static Level level(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Done _, Settlement.Again _ -> Level.DEBUG;
      case Settlement.Closed _, Settlement.Unknown _ -> Level.INFO;
    };
  }

  private static String in(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Done _ -> "done";
      case Settlement.Closed(var state, var error) -> state + ", " + error.code();
      case Settlement.Again(var at, _, var error, _) -> "again at " + at + ", " + error.code();
      case Settlement.Unknown(var at, _, var error) -> "in doubt until " + at + ", " + error.code();
    };
  }
}
