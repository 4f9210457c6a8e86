package dev.switchboard.bootstrap.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

/**
 * Logback for {@link Logging} alone to set up: it looks for no file and no other code that would,
 * and for no other provider, in a hundred jars. A tenth of a start.
 */
public final class LogbackByCode extends LogbackServiceProvider {
  /** To be called before the first logger is made. */
  public static void choose() {
    System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogbackByCode.class.getName());
    System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN"); // it tells of the choice
  }

  /** For SLF4J. */
  public LogbackByCode() {}

  /** What is logged before {@link Logging} is set up goes nowhere. */
  @Override
  public void initialize() {
    var context = (LoggerContext) getLoggerFactory();
    context.setMDCAdapter(getMDCAdapter());
    context.start();
  }
}
