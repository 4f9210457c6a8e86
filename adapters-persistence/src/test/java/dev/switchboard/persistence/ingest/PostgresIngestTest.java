package dev.switchboard.persistence.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.ingest.ChannelEvents;
import dev.switchboard.application.ingest.ChannelEventsContract;
import dev.switchboard.application.ingest.EarlyEffect;
import dev.switchboard.application.ingest.EarlyEffects;
import dev.switchboard.application.ingest.EarlyEffectsContract;
import dev.switchboard.application.ingest.ParkedEvents;
import dev.switchboard.application.ingest.ParkedEventsContract;
import dev.switchboard.application.ingest.WebhookInbox;
import dev.switchboard.application.ingest.WebhookInboxContract;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.channel.HibernateChannelAccounts;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresMessages;
import dev.switchboard.persistence.conversation.PostgresWorld;
import dev.switchboard.persistence.secret.AesGcmSecrets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresIngestTest
    implements WebhookInboxContract,
        EarlyEffectsContract,
        ChannelEventsContract,
        ParkedEventsContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final PostgresWorld world = new PostgresWorld(test);

  @BeforeEach
  void empty() {
    test.execute("delete from webhook_inbox");
    test.execute("delete from parked_event");
  }

  @Override
  public WebhookInbox inbox() {
    return new PostgresWebhookInbox(test.system());
  }

  @Override
  public EarlyEffects effects() {
    return new PostgresEarlyEffects(test.system());
  }

  @Override
  public ChannelEvents events() {
    return new PostgresChannelEvents(test.system());
  }

  @Override
  public ParkedEvents parked() {
    return new PostgresParkedEvents(test.system());
  }

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public Ids ids() {
    return test.ids();
  }

  @Override
  public ExternalRef message(String mid) {
    var company = world.company();
    return new ExternalRef(company, world.channel(company), mid);
  }

  @Override
  public void arrives(ExternalRef ref) {
    var contact = world.contact(ref.company(), ref.channel(), "Ada");
    var chat =
        AConversation.of(
            ref.company(), test.ids().next(), ref.channel(), contact, AConversation.NOON);
    test.system()
        .inTransaction(
            () -> {
              new PostgresConversations(test.system()).beginOrLock(List.of(chat));
              new PostgresMessages(test.system())
                  .add(
                      List.of(
                          AConversation.message(
                              chat,
                              test.ids().next(),
                              Author.CUSTOMER,
                              "x",
                              MessageStatus.RECEIVED,
                              AConversation.NOON,
                              Optional.of(ref.externalId()))));
            });
  }

  @Test
  void anEffectOnAPartOfOurAnswerIsRipeOnceAllHasGoneOut() {
    var part = message("part-two");
    var first = new ExternalRef(part.company(), part.channel(), "part-one");
    var effects =
        Stream.of(first, part)
            .map(ref -> new EarlyEffect(ids().next(), ref, "{}", AConversation.NOON))
            .toList();
    transactions().inTransaction(() -> effects().keep(effects, AConversation.NOON));
    arrives(first);
    test.execute("update message set status = 'queued' where external_id = 'part-one'");
    test.execute(
        "insert into lane (company_id, kind, lane_id, pending, last_position, next_at)"
            + " select company_id, 'SEND', conversation_id, 0, 1, now() from message"
            + " where external_id = 'part-one'");
    test.execute(
        "insert into outbox (company_id, id, kind, lane_id, position, subject_id, part, payload,"
            + " state, external_id, created_at, updated_at) select company_id, id, 'SEND',"
            + " conversation_id, 1, id, 1, '', 'DONE', 'part-two', now(), now() from message"
            + " where external_id = 'part-one'");
    assertThat(ripe()).isEmpty();

    test.execute("update message set status = 'sent' where external_id = 'part-one'");

    assertThat(ripe()).isEqualTo(effects);
  }

  private List<EarlyEffect> ripe() {
    return transactions()
        .inTransaction(() -> effects().takeRipe(EarlyEffects.Window.ALL, 10, 1_000));
  }

  @Override
  public ChannelAccount newAccount() {
    var accounts =
        new HibernateChannelAccounts(
            test.system(), new AesGcmSecrets(List.of(new byte[32])), Clock.systemUTC());
    var account =
        AChannelAccount.page(world.company(), test.ids().next(), "page-" + test.ids().next());
    return test.system().inTransaction(() -> accounts.add(account, "token")).orElseThrow();
  }
}
