package dev.switchboard.application.audit;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.audit.AuditRecords.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import java.util.Optional;
import java.util.function.Consumer;

/** Use case: somebody takes a copy of the trail, which is itself put on it. */
public final class ExportAudit {
  private static final int AT_ONCE = 500;

  private final Transactions transactions;
  private final Rights rights;
  private final AuditTrail trail;
  private final AuditRecords records;

  public ExportAudit(
      Transactions transactions, Rights rights, AuditTrail trail, AuditRecords records) {
    this.transactions = transactions;
    this.rights = rights;
    this.trail = trail;
    this.records = records;
  }

  /** Whose trail, and which part of it. */
  public record Command(Caller by, CompanyId company, Filter filter) {}

  /**
   * Newest first, beginning with this export; one page in memory at a time.
   *
   * @param each may throw, which ends the export
   */
  public void handle(Command command, Consumer<AuditRecord> each) {
    transactions.inTransaction(
        () ->
            trail.add(
                AuditEvent.by(rights.hold(command.by()), AuditAction.AUDIT_EXPORTED)
                    .in(command.company())
                    .with("filter", words(command.filter()))));
    var slice = Slice.first(AT_ONCE);
    for (var more = true; more; ) {
      var page = records.page(command.company(), command.filter(), slice);
      page.items().forEach(each);
      slice = new Slice(page.next(), 0, AT_ONCE);
      more = page.next().isPresent();
    }
  }

  private static String words(Filter filter) {
    var words = new StringBuilder();
    add(words, "actor", filter.actor());
    add(words, "action", filter.action().map(AuditAction::code));
    add(words, "object_type", filter.objectType().map(AuditObject.Type::code));
    add(words, "object_id", filter.objectId());
    add(words, "address", filter.address());
    add(words, "from", filter.from());
    add(words, "to", filter.to());
    return words.toString().strip();
  }

  private static void add(StringBuilder words, String name, Optional<?> value) {
    value.ifPresent(is -> words.append(name).append('=').append(is).append(' '));
  }
}
