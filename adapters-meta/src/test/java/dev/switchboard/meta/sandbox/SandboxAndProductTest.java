package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Profile;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.meta.AppSecrets;
import dev.switchboard.meta.graph.GraphChannel;
import dev.switchboard.meta.graph.GraphConfig;
import dev.switchboard.meta.sandbox.Webhooks.Batching;
import dev.switchboard.meta.sandbox.Webhooks.Event;
import dev.switchboard.meta.webhook.MetaWebhookParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox and the product's own client and parser understand each other. */
class SandboxAndProductTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final MetaSandbox sandbox =
      MetaSandbox.start(MetaSandbox.Options.of("secret", new SettableClock()));
  private final SandboxAccount page = sandbox.page("100", "page-token");
  private final Customer ada = sandbox.customer("100", "1");
  private final GraphChannel graph =
      new GraphChannel(
          GraphConfig.of(sandbox.baseUrl(), "v25.0", AppSecrets.shared("secret")),
          Clock.systemUTC());
  private final Target target =
      new Target(AChannelAccount.page(new CompanyId(1), 1, "100"), "page-token", "1");
  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
    sandbox.webhooks().deliverTo(receiver.prefix(), "secret");
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    receiver.close();
  }

  @Test
  void anAnswerArrivesAndCanBeLookedUp() {
    ada.says("hi");

    var sent =
        (Sent.Accepted) graph.send(target, new Call(part("hello"), false, "4711", Instant.MAX));

    assertThat(ada.heard()).extracting(Ledger.Sent::mid).containsExactly(sent.mid());
    assertThat(ada.heard().getFirst().metadata()).isNotEmpty();
    assertThat(graph.lookUp(target, part("hello"), NOW))
        .isEqualTo(new Found.Candidates(List.of(sent.mid())));
    assertThat(graph.lookUp(target, part("never said"), NOW))
        .isEqualTo(new Found.Candidates(List.of()));
  }

  @Test
  void aProfileHasAName() {
    ada.says("hi");

    assertThat(graph.profile(target))
        .isInstanceOfSatisfying(Profile.Known.class, known -> assertThat(known.name()).isPresent());
  }

  @Test
  void aDeadTokenIsUnderstood() {
    ada.says("hi");
    sandbox.expire("page-token");

    assertThat(graph.send(target, new Call(part("hello"), false, "4711", Instant.MAX)))
        .isInstanceOfSatisfying(
            Sent.Refused.class,
            refused ->
                assertThat(refused.failure().kind()).isEqualTo(SendFailure.Kind.CHANNEL_REAUTH));
  }

  @Test
  void whoNeverWroteCannotBeWrittenTo() {
    assertThat(graph.send(target, new Call(part("hello"), false, "4711", Instant.MAX)))
        .isInstanceOfSatisfying(
            Sent.Refused.class,
            refused -> assertThat(refused.failure().kind()).isEqualTo(SendFailure.Kind.PERMANENT));
  }

  @Test
  void everyKindOfEventIsUnderstood() {
    var said = ada.wouldSay("x").element().withObjectProperty("message");
    var media = List.of(new WebhookEvents.MediaItem("image", "https://pictures.example/1.jpg"));
    List<ObjectNode> elements =
        List.of(
            WebhookEvents.text("100", "1", NOW, "m1", "hej å/ä 🙏"),
            WebhookEvents.reply("100", "1", NOW, "m2", "yes", "m1"),
            WebhookEvents.quickReply("100", "1", NOW, "m3", "yes", "YES"),
            WebhookEvents.attachments("100", "1", NOW, "m4", media),
            WebhookEvents.unsupported("100", "1", NOW, "m5"),
            WebhookEvents.echo("100", "1", NOW, "m6", said, Optional.empty(), Optional.empty()),
            WebhookEvents.unsend("100", "1", NOW, "m1"),
            WebhookEvents.edit("100", "1", NOW, "m2", "no", 1),
            WebhookEvents.react("100", "1", NOW, "m1", "love", "❤"),
            WebhookEvents.unreact("100", "1", NOW, "m1"),
            WebhookEvents.postback("100", "1", NOW, "m7", "Start", "START"),
            WebhookEvents.referral("100", "1", NOW, "ad", "ADS"),
            WebhookEvents.optin("100", "1", NOW, "ref"),
            WebhookEvents.delivered("100", "1", NOW, List.of("m6")),
            WebhookEvents.readUpTo("100", "1", NOW, NOW),
            WebhookEvents.handover("100", "1", NOW, "pass_thread_control", "1", "2"),
            WebhookEvents.policy("100", NOW, "warning", "spam"));

    var contents = parsed(elements.stream().map(element -> Event.message(page, element)).toList());

    assertThat(contents)
        .hasSize(elements.size())
        .hasAtLeastOneElementOfType(InboundContent.Written.class)
        .hasAtLeastOneElementOfType(InboundContent.Echo.class)
        .hasAtLeastOneElementOfType(InboundContent.Unsent.class)
        .hasAtLeastOneElementOfType(InboundContent.Edited.class)
        .hasAtLeastOneElementOfType(InboundContent.Reacted.class)
        .hasAtLeastOneElementOfType(InboundContent.Postback.class)
        .hasAtLeastOneElementOfType(InboundContent.Referred.class)
        .hasAtLeastOneElementOfType(InboundContent.Delivered.class)
        .hasAtLeastOneElementOfType(InboundContent.Seen.class)
        .hasAtLeastOneElementOfType(InboundContent.Notice.class);
  }

  @Test
  void whatHappensOutsideThreadsIsUnderstood() {
    var changes =
        List.of(
            PageChanges.comment(NOW, "p1", "c1", "1", "Ada", "nice"),
            PageChanges.mention("media", "c2"),
            PageChanges.leadgen(NOW, "100", "f1", "l1"));

    var contents =
        parsed(
            changes.stream()
                .map(change -> new Event(page, Webhooks.Section.CHANGES, change))
                .toList());

    assertThat(contents).hasSize(3).hasOnlyElementsOfType(InboundContent.AccountEvent.class);
  }

  private List<InboundContent> parsed(List<Event> events) {
    sandbox.webhooks().sendAll(events, new Batching(1000, false, 0));
    var contents = new ArrayList<InboundContent>();
    for (var element :
        new MetaWebhookParser().parse(receiver.requests().getLast().content(), NOW)) {
      assertThat(element).isInstanceOf(Element.Understood.class);
      contents.add(((Element.Understood) element).inbound().content());
    }
    return contents;
  }

  private static SendPart part(String text) {
    return new SendPart(text, List.of(), "");
  }
}
