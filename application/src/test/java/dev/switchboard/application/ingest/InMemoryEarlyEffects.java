package dev.switchboard.application.ingest;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.message.MessageStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Held to {@link EarlyEffectsContract} like the real one. */
public final class InMemoryEarlyEffects implements EarlyEffects {
  private static final Set<MessageStatus> ON_ITS_WAY =
      EnumSet.of(MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.AMBIGUOUS);

  private record Row(EarlyEffect effect, Instant keptAt) {}

  private final InMemoryTable<Long, Row> rows;
  private final Messages messages;

  public InMemoryEarlyEffects(InMemoryTransactions transactions, Messages messages) {
    this.rows = new InMemoryTable<>(transactions);
    this.messages = messages;
  }

  @Override
  public void keep(Collection<EarlyEffect> effects, Instant now) {
    for (var effect : effects) {
      if (rows.all().stream().noneMatch(row -> same(row.effect(), effect))) {
        rows.put(effect.id(), new Row(effect, now));
      }
    }
  }

  private static boolean same(EarlyEffect one, EarlyEffect other) {
    return one.message().equals(other.message())
        && one.element().equals(other.element())
        && one.at().equals(other.at());
  }

  @Override
  public List<EarlyEffect> take(Collection<ExternalRef> refs) {
    var wanted = Set.copyOf(refs);
    return remove(row -> wanted.contains(row.effect().message()), Integer.MAX_VALUE);
  }

  @Override
  public List<EarlyEffect> takeRipe(Window window, int limit, long bytes) {
    var ahead = new AtomicLong();
    return remove(
        row ->
            !row.keptAt().isBefore(window.from())
                && row.keptAt().isBefore(window.until())
                && isThere(row.effect())
                && ahead.getAndAdd(row.effect().element().length()) < bytes,
        limit);
  }

  private boolean isThere(EarlyEffect effect) {
    return messages.byExternalIds(List.of(effect.message())).values().stream()
        .anyMatch(message -> !ON_ITS_WAY.contains(message.status()));
  }

  @Override
  public Window window(Instant from, int most) {
    var until =
        rows.all().stream().map(Row::keptAt).filter(from::isBefore).sorted().skip(most).findFirst();
    return new Window(from, until.orElse(END));
  }

  private List<EarlyEffect> remove(Predicate<Row> which, int limit) {
    var taken =
        rows.all().stream()
            .sorted(
                Comparator.comparing((Row row) -> row.effect().at())
                    .thenComparing(row -> row.effect().id()))
            .filter(which)
            .map(Row::effect)
            .limit(limit)
            .toList();
    taken.forEach(effect -> rows.remove(effect.id()));
    return taken;
  }

  @Override
  public void forget(Instant moment) {
    rows.all().stream()
        .filter(row -> row.keptAt().isBefore(moment))
        .forEach(row -> rows.remove(row.effect().id()));
  }
}
