package dev.switchboard.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.switchboard.bootstrap.settings.InvalidSettings;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.bootstrap.settings.Settings.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets logging up once, in code: everything on standard output, and each area in a file too. */
public final class Logging {
  private static final int KEPT_FILES = 50;
  private static final FileSize FILE_SIZE = new FileSize(FileSize.MB_COEFFICIENT);

  /** File without ending, and the loggers that write it. */
  private static final Map<String, List<String>> AREAS =
      Map.of(
          "auth",
          List.of("switchboard.auth", "dev.switchboard.application.account"),
          "messages",
          List.of(
              "switchboard.messages",
              "dev.switchboard.application.conversation",
              "dev.switchboard.application.direct",
              "dev.switchboard.application.outbound"),
          "reports",
          List.of("switchboard.reports", "dev.switchboard.application.report"),
          "webhooks",
          List.of(
              "switchboard.webhooks",
              "dev.switchboard.meta.webhook",
              "dev.switchboard.application.ingest"),
          "twilio_webhook",
          List.of("switchboard.twilio_webhook"));

  private Logging() {}

  /**
   * @throws InvalidSettings the logs folder cannot be written to
   */
  public static void configure(Settings.Logs logs) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    bridgeJavaUtilLogging(context);
    quietLibraries(context);
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    var console = console(context, logs.format());
    console.start();
    root.addAppender(console);
    createFolder(logs.folder());
    AREAS.forEach(
        (area, loggers) -> {
          var file = file(context, logs, area);
          loggers.forEach(name -> context.getLogger(name).addAppender(file));
        });
  }

  /** For a command that an operator waits for: warnings alone, and no files. */
  public static void quiet(Settings.Logs logs) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    bridgeJavaUtilLogging(context);
    quietLibraries(context);
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    var console = console(context, logs.format());
    console.setTarget("System.err"); // what the command says on standard output stays its own
    console.start();
    root.addAppender(console);
  }

  /** Writes out what is buffered and closes the files. */
  public static void close() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static void bridgeJavaUtilLogging(LoggerContext context) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var levels = new LevelChangePropagator(); // spares java.util.logging what nobody would see
    levels.setContext(context);
    levels.setResetJUL(true);
    levels.start();
    context.addListener(levels);
  }

  private static void quietLibraries(LoggerContext context) {
    for (var name :
        List.of(
            "org.eclipse.jetty",
            "io.javalin",
            "com.zaxxer.hikari",
            "liquibase",
            "org.hibernate",
            "io.lettuce",
            "io.netty",
            "reactor")) {
      context.getLogger(name).setLevel(Level.WARN);
    }
    // it would have the dialect found out on a connection, which is not there yet
    context.getLogger("org.hibernate.orm.deprecation").setLevel(Level.ERROR);
    // it logs a failed start that we answer with one line
    context.getLogger("io.javalin.Javalin").setLevel(Level.OFF);
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder);
    }
    if (!Files.isWritable(folder)) {
      throw unwritable(folder);
    }
  }

  private static InvalidSettings unwritable(Path folder) {
    return new InvalidSettings(
        List.of("AI_MESSAGE_LOGS_FOLDER: expected a folder to write to, not " + folder));
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, LogFormat format) {
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setEncoder(encoder(context, format));
    return console;
  }

  private static Appender<ILoggingEvent> file(
      LoggerContext context, Settings.Logs logs, String area) {
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setFile(logs.folder().resolve(area + ".log").toString());
    file.setEncoder(encoder(context, logs.format()));
    var rolling = new Rolling();
    rolling.setContext(context);
    rolling.setParent(file);
    rolling.setFileNamePattern(logs.folder().resolve(area + ".log.%i").toString());
    rolling.setMinIndex(1);
    rolling.setMaxIndex(KEPT_FILES);
    rolling.start();
    var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    trigger.setContext(context);
    trigger.setMaxFileSize(FILE_SIZE);
    trigger.setCheckIncrement(Duration.buildByMilliseconds(100));
    trigger.start();
    file.setRollingPolicy(rolling);
    file.setTriggeringPolicy(trigger);
    file.start();
    return file;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    return switch (format) {
      case PLAIN -> {
        var layout = new PlainLayout();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        yield encoder;
      }
      case JSON -> {
        var redaction = new MaskingJsonGeneratorDecorator();
        redaction.addValueMasker(
            (_, value) -> value instanceof String text ? redacted(text) : null);
        redaction.start();
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setTimeZone("UTC");
        encoder.addDecorator(redaction);
        encoder.start();
        yield encoder;
      }
    };
  }

  /** The masker's own word for "nothing to mask" is null. */
  private static String redacted(String text) {
    var redacted = Redaction.of(text);
    return redacted.equals(text) ? null : redacted;
  }

  /** Logback stops counting at 20 by itself. */
  private static final class Rolling extends FixedWindowRollingPolicy {
    @Override
    protected int getMaxWindowSize() {
      return KEPT_FILES;
    }
  }
}
