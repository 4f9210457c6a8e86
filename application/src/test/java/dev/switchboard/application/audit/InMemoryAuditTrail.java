package dev.switchboard.application.audit;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The trail in memory. */
public final class InMemoryAuditTrail implements AuditTrail, AuditRecords {
  private static final Comparator<AuditRecord> NEWEST =
      Comparator.comparing(AuditRecord::at).thenComparing(AuditRecord::id).reversed();

  private final InMemoryTransactions transactions;
  private final InMemoryTable<Long, AuditRecord> records;
  private final Ids ids;
  private final Clock clock;

  /** Where the time does not matter. */
  public InMemoryAuditTrail(InMemoryTransactions transactions, Ids ids) {
    this(transactions, ids, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  public InMemoryAuditTrail(InMemoryTransactions transactions, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.records = new InMemoryTable<>(transactions);
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void add(AuditEvent event) {
    transactions.afterCommit(() -> {}); // needs a running unit of work, as the storage does
    event.kept().forEach(this::keep);
  }

  private void keep(AuditEvent event) {
    long id = ids.next();
    records.put(id, new AuditRecord(id, clock.instant(), event));
  }

  @Override
  public Page<AuditRecord> page(CompanyId company, Filter filter, Slice slice) {
    var found =
        records.all().stream()
            .filter(record -> record.event().company().equals(company))
            .filter(record -> matches(filter, record))
            .sorted(NEWEST)
            .filter(record -> slice.from().map(from -> behind(record, from)).orElse(true))
            .skip(slice.skip())
            .limit(slice.limit() + 1L)
            .toList();
    return Page.of(found, slice.limit(), record -> new Cursor(record.at(), record.id()));
  }

  private static boolean matches(Filter filter, AuditRecord record) {
    var event = record.event();
    return same(filter.actor(), event.actor())
        && same(filter.action(), Optional.of(event.action()))
        && same(filter.objectType(), event.object().map(AuditObject::type))
        && same(filter.objectId(), event.object().map(AuditObject::id))
        && same(filter.address(), event.address())
        && filter.from().map(from -> !record.at().isBefore(from)).orElse(true)
        && filter.to().map(to -> record.at().isBefore(to)).orElse(true);
  }

  private static <T> boolean same(Optional<T> wanted, Optional<T> is) {
    return wanted.isEmpty() || wanted.equals(is);
  }

  private static boolean behind(AuditRecord record, Cursor from) {
    return NEWEST.compare(record, new AuditRecord(from.id(), from.at(), record.event())) > 0;
  }

  /** All of them, oldest first. */
  public List<AuditEvent> events() {
    return records.all().stream().map(AuditRecord::event).toList();
  }

  /** What was done, oldest first. */
  public List<AuditAction> actions() {
    return events().stream().map(AuditEvent::action).toList();
  }
}
