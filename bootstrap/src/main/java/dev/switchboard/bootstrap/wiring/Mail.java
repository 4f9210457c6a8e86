package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.Notices;
import dev.switchboard.application.mail.MailGateway;
import dev.switchboard.application.mail.MailKind;
import dev.switchboard.application.mail.MailLinks;
import dev.switchboard.application.mail.MailNotices;
import dev.switchboard.application.mail.MailQueue;
import dev.switchboard.application.mail.SendMail;
import dev.switchboard.application.outbound.LaneHandler;
import dev.switchboard.application.outbound.LaneWorkers;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.outbound.RetryPolicy;
import dev.switchboard.bootstrap.settings.MailSettings;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.bootstrap.settings.Settings.Stage;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.mail.MailComposer;
import dev.switchboard.mail.MailFiles;
import dev.switchboard.mail.MessageIds;
import dev.switchboard.mail.Sender;
import dev.switchboard.mail.SmtpConfig;
import dev.switchboard.mail.SmtpMail;
import dev.switchboard.mail.Templates;
import dev.switchboard.persistence.secret.AesGcmSecrets;
import dev.switchboard.persistence.secret.SealedTexts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mail from the queue to a server, or to files. On workers of its own: neither a mail server that
 * is down nor a fault in mail makes this node unready.
 */
final class Mail implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FILES = "mail";
  private static final String TEMPLATES = "mail-templates";

  private final Optional<LaneWorkers> workers;

  /**
   * @param resets what asks for mail by way of the queue
   */
  Mail(Core core, Ports ports, LaneHandler resets) {
    workers = gateway(core).map(gateway -> workers(core, ports, gateway, resets));
  }

  /** Where there is no way for mail, nothing is put down that would wait for ever. */
  static Notices notices(Core core, Outbox outbox) {
    if (!sends(core.settings())) {
      return new LoggedNotices();
    }
    var queue = new MailQueue(outbox, seals(core), core.ids(), core.clock());
    return new MailNotices(
        queue, new MailLinks(frontend(core.settings())), core.ids(), core.clock());
  }

  /** What an operator should know, if mail does not simply go out. */
  static Optional<String> remark(Settings settings) {
    if (settings.mail().smtp().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        sends(settings)
            ? "No SMTP_HOST: mail is written to " + folder(settings, FILES) + " instead of sent."
            : "No SMTP_HOST: nobody gets mail, and forgotten passwords cannot be replaced by it.");
  }

  private static boolean sends(Settings settings) {
    return settings.mail().smtp().isPresent() || settings.stage() == Stage.DEVELOPMENT;
  }

  private static URI frontend(Settings settings) {
    var server = settings.server();
    return settings.mail().frontend().orElseGet(() -> URI.create(server.url(server.port())));
  }

  static SealedTexts seals(Core core) {
    return new SealedTexts(new AesGcmSecrets(core.secrets().cipherKeys()));
  }

  private static LaneWorkers workers(
      Core core, Ports ports, MailGateway gateway, LaneHandler resets) {
    return new LaneWorkers(
        core.systemTransactions(),
        core.transactions(),
        ports.lanes(),
        List.of(new SendMail(seals(core), gateway, ports.lanes(), core.clock()), resets),
        new RetryPolicy(RetryPolicy.Config.DEFAULT, core.random()),
        core.lanes(),
        core.clock(),
        LaneWorkers.Config.DEFAULT);
  }

  private static Optional<MailGateway> gateway(Core core) {
    var settings = core.settings();
    if (!sends(settings)) {
      return Optional.empty();
    }
    var composer = composer(core);
    return Optional.of(
        settings
            .mail()
            .smtp()
            .<MailGateway>map(smtp -> new SmtpMail(config(smtp), composer))
            .orElseGet(() -> new MailFiles(folder(settings, FILES), composer)));
  }

  private static MailComposer composer(Core core) {
    var settings = core.settings();
    var mail = settings.mail();
    var from = new EmailAddress(mail.senderAddress());
    var common = new HashMap<>(Map.of("sender", mail.senderName()));
    mail.support().ifPresent(address -> common.put("support", address));
    return new MailComposer(
        new Templates(
            folder(settings, TEMPLATES),
            mail.resetSubject()
                .map(subject -> Map.of(MailKind.RESET_LINK, subject))
                .orElse(Map.of()),
            common),
        new Sender(from, mail.senderName()),
        new MessageIds(core.secrets().mailKey(), domain(from)),
        core.clock());
  }

  private static String domain(EmailAddress from) {
    return java.net.IDN.toASCII(from.value().substring(from.value().lastIndexOf('@') + 1));
  }

  private static Path folder(Settings settings, String name) {
    return settings.storage().dataDirectory().resolve(name);
  }

  private static SmtpConfig config(MailSettings.Smtp smtp) {
    return new SmtpConfig(
        smtp.host(),
        smtp.port(),
        SmtpConfig.Security.valueOf(smtp.security().name()),
        smtp.user().map(user -> new SmtpConfig.Login(user, smtp.password().orElseThrow())),
        PATIENCE);
  }

  void start() {
    workers.ifPresent(LaneWorkers::start);
  }

  @Override
  public void close() {
    workers.ifPresent(LaneWorkers::close);
  }
}
