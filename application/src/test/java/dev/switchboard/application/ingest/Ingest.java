package dev.switchboard.application.ingest;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.InMemoryDecisions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.channel.InMemoryChannelAccounts;
import dev.switchboard.application.contact.InMemoryContacts;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.conversation.InMemoryMessages;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.application.outbound.InMemoryOutbox;
import dev.switchboard.application.outbound.OwnEchoes;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The whole way in, in memory: one company, one page, one agent. */
public final class Ingest implements OwnEchoes {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final Instant SENT = Instant.parse("2026-03-01T11:00:00Z");

  public final CompanyId company = new CompanyId(1);
  public final Ids ids = new InMemoryIds();
  public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  public final InMemoryTransactions transactions = new InMemoryTransactions();
  public final ScriptedParser parser = new ScriptedParser();
  public final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  public final InMemoryContacts contacts = new InMemoryContacts(transactions, ids);
  public final InMemoryConversations conversations = new InMemoryConversations(transactions);
  public final InMemoryMessages messages = new InMemoryMessages(transactions);
  public final InMemoryRoster roster = new InMemoryRoster(transactions, conversations);
  public final InMemoryDecisions decisions = new InMemoryDecisions(transactions);
  public final InMemoryEarlyEffects early = new InMemoryEarlyEffects(transactions, messages);
  public final InMemoryChannelEvents events = new InMemoryChannelEvents(transactions);
  public final InMemoryOutbox outbox = new InMemoryOutbox(transactions, _ -> {});
  public final InMemoryStreams streams = new InMemoryStreams(transactions);
  public final InMemoryWebhookInbox inbox = new InMemoryWebhookInbox(transactions);
  public final InMemoryParkedEvents parked = new InMemoryParkedEvents(transactions, accounts);
  public final ChannelAccount page;
  public final ApplyInbound apply;
  public final ProcessWebhooks process;

  public Ingest() {
    page = connect(AChannelAccount.page(company, ids.next(), "page"));
    roster.put(company, AConversation.agent(900, SENT));
    apply =
        new ApplyInbound(
            new ApplyInbound.Ports(
                accounts,
                accounts,
                contacts,
                conversations,
                messages,
                this,
                early,
                events,
                outbox,
                streams),
            new AssignConversations(roster, decisions, ids),
            parser,
            ids);
    process =
        new ProcessWebhooks(
            transactions,
            inbox,
            parser,
            apply,
            early,
            parked,
            ids,
            clock,
            ProcessWebhooks.Limits.DEFAULT);
  }

  public ChannelAccount connect(ChannelAccount account) {
    return accounts.add(account, "token").orElseThrow();
  }

  /** Echoes that carry a tag are ours. */
  @Override
  public Settled settle(Collection<Heard> echoes) {
    return new Settled(
        echoes.stream().filter(heard -> heard.echo().tag().isPresent()).collect(Collectors.toSet()),
        List.of());
  }

  public String line(String customer, InboundContent content) {
    return line(customer, SENT, content);
  }

  public String line(String customer, Instant at, InboundContent content) {
    return parser.line(page.key(), customer, at, content);
  }

  public static InboundContent written(String mid, String text) {
    return new InboundContent.Written(mid, text, List.of(), Optional.empty(), Map.of(), false);
  }

  public static InboundContent echo(String mid, String text, Optional<String> tag) {
    return new InboundContent.Echo(mid, text, List.of(), Optional.empty(), Optional.empty(), tag);
  }

  /** Appends one post a line, and processes until nothing waits. */
  public void receive(String... lines) {
    for (var line : lines) {
      append(line);
    }
    drain();
  }

  /** One post of all these lines. */
  public void append(String... lines) {
    inbox.append(List.of(new RawPost(ids.next(), "/webhook", ScriptedParser.post(lines), NOW)));
  }

  public void drain() {
    while (process.handle()) {
      // goes on until the inbox is empty
    }
  }

  public Optional<Message> message(String mid) {
    var ref = new ExternalRef(company, page.id(), mid);
    return Optional.ofNullable(messages.byExternalIds(List.of(ref)).get(ref));
  }

  public Optional<Conversation> chat(String customer) {
    var key = new ContactKey(company, page.id(), customer);
    return Optional.ofNullable(contacts.known(List.of(key)).get(key))
        .flatMap(
            contact ->
                transactions.inTransaction(
                    () ->
                        conversations
                            .beginOrLock(
                                List.of(
                                    AConversation.of(
                                        company, ids.next(), page.id(), contact.id(), NOW)))
                            .conversations()
                            .values()
                            .stream()
                            .findFirst()));
  }

  public List<String> frames() {
    return streams.events().stream().map(StreamEvent::type).toList();
  }
}
