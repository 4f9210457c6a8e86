package dev.switchboard.application.conversation;

import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Verdict;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through everything. */
public final class InMemoryInbox implements Inbox {
  private static final Comparator<Cursor> OLDEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

  private final InMemoryConversations conversations;
  private final InMemoryMessages messages;
  private final Contacts contacts;
  private final ChannelAccounts channels;
  private final InMemoryRoster roster;
  private final Clock clock;

  public InMemoryInbox(
      InMemoryConversations conversations,
      InMemoryMessages messages,
      Contacts contacts,
      ChannelAccounts channels,
      InMemoryRoster roster,
      Clock clock) {
    this.conversations = conversations;
    this.messages = messages;
    this.contacts = contacts;
    this.channels = channels;
    this.roster = roster;
    this.clock = clock;
  }

  @Override
  public Page<ChatView> chats(CompanyId company, Filter filter, Slice slice) {
    var found =
        of(company)
            .filter(chat -> matches(chat, filter))
            .sorted(Comparator.comparing(InMemoryInbox::place, OLDEST_FIRST.reversed()))
            .filter(chat -> behind(place(chat), slice, OLDEST_FIRST.reversed()))
            .skip(slice.skip())
            .limit(slice.limit() + 1L)
            .map(this::view)
            .toList();
    return Page.of(found, slice.limit(), chat -> new Cursor(chat.lastActivityAt(), chat.id()));
  }

  private boolean matches(Conversation chat, Filter filter) {
    return filter.assignees().stream().allMatch(a -> chat.assignee().equals(Optional.of(a)))
        && filter.assigned().filter(is -> is != chat.assignee().isPresent()).isEmpty()
        && filter.platform().filter(platform -> platform != chat.platform()).isEmpty()
        && filter.unseen().filter(is -> is != chat.unread() > 0).isEmpty()
        && filter.notReplied().filter(is -> is != chat.activity().pendingReply()).isEmpty()
        && filter.state().filter(state -> !state.equals(chat.lifecycle().code())).isEmpty()
        && filter.tag().filter(tag -> !chat.tags().contains(tag)).isEmpty()
        && filter.words().filter(words -> !mentions(chat, words)).isEmpty();
  }

  private boolean mentions(Conversation chat, String words) {
    var name = contacts.find(chat.company(), chat.contact()).flatMap(c -> c.name()).orElse("");
    return Stream.concat(
            Stream.of(name), messages.of(chat.company(), chat.id()).map(Message::content))
        .anyMatch(text -> holds(split(text), split(words)));
  }

  private static boolean holds(List<String> text, List<String> beginnings) {
    return !beginnings.isEmpty()
        && beginnings.stream()
            .allMatch(beginning -> text.stream().anyMatch(word -> word.startsWith(beginning)));
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  @Override
  public Optional<ChatView> chat(CompanyId company, ConversationId id) {
    return conversations.find(company, id).map(this::view);
  }

  private ChatView view(Conversation chat) {
    var contact = contacts.find(chat.company(), chat.contact()).orElseThrow();
    var account = channels.find(chat.company(), chat.channel()).orElseThrow();
    return ChatView.of(
        chat,
        contact,
        new ChatView.Channel(account.key().externalId(), account.humanAgent()),
        chat.assignee().flatMap(agent -> agent(chat.company(), agent)),
        clock.instant());
  }

  private Optional<ChatView.Agent> agent(CompanyId company, UserId user) {
    return candidates(company)
        .filter(candidate -> candidate.user().equals(user))
        .findFirst()
        .map(
            known ->
                new ChatView.Agent(
                    user.value(),
                    "user" + user,
                    "user" + user + "@example.org",
                    known.name(),
                    known.name(),
                    known.active(),
                    known.acceptsNewChats(),
                    null));
  }

  @Override
  public Page<MessageView> older(Conversation of, Slice slice) {
    return messages(of, slice, OLDEST_FIRST.reversed());
  }

  @Override
  public Page<MessageView> newer(Conversation of, Slice slice) {
    return messages(of, slice, OLDEST_FIRST);
  }

  private Page<MessageView> messages(Conversation of, Slice slice, Comparator<Cursor> order) {
    var found =
        messages
            .of(of.company(), of.id())
            .map(message -> MessageView.of(message, of.platform()))
            .sorted(Comparator.comparing(InMemoryInbox::place, order))
            .filter(message -> behind(place(message), slice, order))
            .skip(slice.skip())
            .limit(slice.limit() + 1L)
            .toList();
    return Page.within(found, slice.limit(), InMemoryInbox::bytes, InMemoryInbox::place);
  }

  /** Near enough: the parts that can be large as text. */
  private static long bytes(MessageView message) {
    return Page.bytes(message.content())
        + Page.bytes(message.attachments().toString())
        + Page.bytes(message.metadata().toString())
        + Page.bytes(message.reactions().toString());
  }

  @Override
  public Stats stats(CompanyId company, Optional<UserId> assignee) {
    var chats =
        of(company).filter(chat -> assignee.isEmpty() || chat.assignee().equals(assignee)).toList();
    var assigned = chats.stream().filter(chat -> chat.assignee().isPresent()).count();
    return new Stats(
        chats.size(),
        assigned,
        chats.size() - assigned,
        messages.all().filter(message -> message.company().equals(company)).count(),
        candidates(company)
            .filter(c -> c.verdict() == Verdict.ELIGIBLE || c.verdict() == Verdict.AT_CAPACITY)
            .count(),
        chats.stream().filter(chat -> chat.platform() == Platform.INSTAGRAM).count(),
        chats.stream().filter(chat -> chat.platform() == Platform.FACEBOOK).count());
  }

  private Stream<Candidate> candidates(CompanyId company) {
    return roster.lock(company).candidates().stream();
  }

  private Stream<Conversation> of(CompanyId company) {
    return conversations.all().stream().filter(chat -> chat.company().equals(company));
  }

  private static boolean behind(Cursor place, Slice slice, Comparator<Cursor> order) {
    return slice.from().filter(from -> order.compare(place, from) <= 0).isEmpty();
  }

  private static Cursor place(Conversation chat) {
    return new Cursor(chat.activity().lastActivityAt(), chat.id().value());
  }

  private static Cursor place(MessageView message) {
    return new Cursor(message.timestamp(), message.id());
  }
}
