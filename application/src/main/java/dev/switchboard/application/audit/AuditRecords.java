package dev.switchboard.application.audit;

import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** The trail, read. Behaviour is fixed by {@code AuditTrailContract}. */
public interface AuditRecords {
  /**
   * Which events; what is absent does not narrow.
   *
   * @param from at or after
   * @param to before
   */
  record Filter(
      Optional<UserId> actor,
      Optional<AuditAction> action,
      Optional<AuditObject.Type> objectType,
      Optional<Long> objectId,
      Optional<String> address,
      Optional<Instant> from,
      Optional<Instant> to) {
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** Newest first; every page costs the same, however deep, when it is reached by its cursor. */
  Page<AuditRecord> page(CompanyId company, Filter filter, Slice slice);
}
