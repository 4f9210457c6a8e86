package dev.switchboard.web.audit;

import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditRecord;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Map;

/** An event as the list shows it; absent things are null. */
record AuditLine(
    long id,
    Instant at,
    String action,
    Long actorId,
    Long sessionId,
    String address,
    String objectType,
    Long objectId,
    Map<String, Object> facts,
    long companyId) {

  static AuditLine of(AuditRecord record) {
    var event = record.event();
    return new AuditLine(
        record.id(),
        record.at(),
        event.action().code(),
        event.actor().map(UserId::value).orElse(null),
        event.session().map(SessionId::value).orElse(null),
        event.address().orElse(null),
        event.object().map(thing -> thing.type().code()).orElse(null),
        event.object().map(AuditObject::id).orElse(null),
        event.facts(),
        event.company().value());
  }
}
