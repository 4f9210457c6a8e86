package dev.switchboard.bootstrap.operator;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.channel.ConnectChannel;
import dev.switchboard.application.direct.SendDirectMessage;
import dev.switchboard.application.report.AnswerReport;
import dev.switchboard.application.report.FileReport;
import dev.switchboard.bootstrap.wiring.Stagehands;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.channel.AccessToken;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelName;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.inbound.Inbound;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.report.ReportTitle;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has happened in the example company: all of it in one unit of work, so that a run that is
 * cut off leaves nothing, and the page tells whether it has been.
 */
final class SampleScene {
  /** Who acts. */
  record Cast(Caller admin, Caller supervisor, Caller agent, Caller user) {}

  private record Talk(String customer, List<String> lines) {}

  /** Customer and page in turns. */
  private static final List<Talk> TALKS =
      List.of(
          new Talk(
              "Grace Hopper",
              List.of(
                  "Hello! Is the blue lamp in stock?",
                  "It is, and it ships within two days.",
                  "Wonderful, I take two.")),
          new Talk(
              "Alan Turing",
              List.of(
                  "My parcel has not arrived.", "Sorry to hear that. What is your order number?")),
          new Talk("Hedy Lamarr", List.of("Do you open on Sundays?")),
          new Talk(
              "Karl Schmidt",
              List.of(
                  "Kann ich die Rechnung noch einmal haben?",
                  "Natürlich, sie ist auf dem Weg.",
                  "Danke!",
                  "Gern geschehen.")),
          new Talk("Noor Khan", List.of("هل يوجد خصم للطلاب؟")));

  private final Stagehands stage;
  private final CompanyId company;
  private final ChannelKey page;

  SampleScene(Stagehands stage, CompanyId company) {
    this.stage = stage;
    this.company = company;
    this.page = new ChannelKey(Platform.FACEBOOK, "sample-page-" + company);
  }

  boolean isPlayed() {
    return stage.channels().find(company, page).isPresent();
  }

  /** Returns how many chats there are now. */
  int play(Cast cast) {
    stage
        .transactions()
        .inTransaction(
            () -> {
              role();
              var account = connect(cast.admin());
              talk(account);
              silence(account);
              chat(cast);
              report(cast);
            });
    return TALKS.size();
  }

  private void role() {
    var draft =
        new Role.Draft(
            "Night shift",
            Optional.of("Sees every chat and answers at night"),
            Set.of(Permission.CHAT_VIEW_ALL, Permission.CHAT_MESSAGE, Permission.TEMPLATE_USE));
    var now = stage.clock().instant();
    stage
        .roles()
        .add(Role.own(company, new RoleId(stage.ids().next()), Optional.empty(), draft, now));
  }

  private ChannelAccount connect(Caller admin) {
    return stage
        .connect()
        .handle(
            new ConnectChannel.Command(
                admin,
                page,
                Optional.of(new ChannelName("Sample page")),
                new AccessToken("sample-token"),
                Optional.empty()))
        .account();
  }

  /** Its token is none: with that on record nothing is ever asked of Meta in its name. */
  private void silence(ChannelAccount account) {
    stage.channels().update(account.withState(ChannelState.REAUTH, stage.clock().instant()));
  }

  private void talk(ChannelAccount account) {
    var now = stage.clock().instant();
    var said = new ArrayList<Inbound>();
    for (int i = 0; i < TALKS.size(); i++) {
      var begin = now.minus(Duration.ofHours(2L * (TALKS.size() - i)));
      for (int line = 0; line < TALKS.get(i).lines().size(); line++) {
        said.add(said(i, line, begin.plus(Duration.ofMinutes(7L * line))));
      }
    }
    stage.apply().handle(said, now);
    for (int i = 0; i < TALKS.size(); i++) {
      var name = Optional.of(TALKS.get(i).customer());
      stage
          .contacts()
          .known(List.of(new ContactKey(company, account.id(), customer(i))))
          .values()
          .forEach(
              contact ->
                  stage.contacts().profile(company, contact.id(), name, Optional.empty(), now));
    }
  }

  private Inbound said(int talk, int line, Instant at) {
    var mid = "sample-" + company + "-" + talk + "-" + line;
    var text = TALKS.get(talk).lines().get(line);
    var content =
        line % 2 == 0
            ? new InboundContent.Written(mid, text, List.of(), Optional.empty(), Map.of(), false)
            : new InboundContent.Echo(
                mid, text, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    var raw = "{\"sample\":\"" + mid + "\"}";
    return new Inbound(page, Optional.of(customer(talk)), at, false, content, raw);
  }

  private static String customer(int talk) {
    return "sample-customer-" + talk;
  }

  private void chat(Cast cast) {
    write(cast.supervisor(), cast.agent(), "Can you take the early shift tomorrow?");
    write(cast.agent(), cast.supervisor(), "Yes, from seven.");
    write(cast.supervisor(), cast.agent(), "Thank you!");
    write(cast.admin(), cast.user(), "Welcome to the team.");
  }

  private void write(Caller from, Caller to, String text) {
    stage
        .send()
        .handle(
            new SendDirectMessage.Command(
                from,
                to.user(),
                Optional.empty(),
                new DirectText(text),
                Optional.empty(),
                Optional.empty()));
  }

  private void report(Cast cast) {
    file(cast.user(), "The printer is jammed", "Second floor, since this morning.");
    var slow = file(cast.agent(), "Search is slow", "It takes seconds in the afternoon.");
    answer(cast.admin(), slow, "We are looking into it.", ReportStatus.IN_PROGRESS);
    var door = file(cast.user(), "The door squeaks", "The one to the kitchen.");
    answer(cast.admin(), door, "Oiled.", ReportStatus.RESOLVED);
  }

  private ReportId file(Caller by, String title, String content) {
    return stage
        .file()
        .handle(new FileReport.Command(by, new ReportTitle(title), new ReportContent(content)))
        .id();
  }

  private void answer(Caller by, ReportId report, String text, ReportStatus status) {
    stage
        .answer()
        .handle(
            new AnswerReport.Command(
                by, report, CommentText.of(text), Optional.of(status), Seen.ANYTHING));
  }
}
