package dev.switchboard.application.audit;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that was done. When, the storage says.
 *
 * @param company whose trail it belongs to: the object's company, also where a superuser of another
 *     one did it
 * @param actorsCompany where it was done from, if that is another company
 * @param actor absent where nobody is logged in (a failed login) or the product did it by itself
 * @param address the client's
 * @param facts a few texts, numbers, booleans or lists of them (what changed, from what to what),
 *     never a secret, a token, a hash or the text of a message
 */
public record AuditEvent(
    CompanyId company,
    Optional<CompanyId> actorsCompany,
    Optional<UserId> actor,
    Optional<SessionId> session,
    Optional<String> address,
    AuditAction action,
    Optional<AuditObject> object,
    Map<String, Object> facts) {
  /** Ample for what a fact is for; what is longer is cut, so that no caller can fill the trail. */
  public static final int MAX_TEXT = 500;

  public AuditEvent {
    var kept = new LinkedHashMap<String, Object>();
    facts.forEach(
        (name, value) -> kept.put(name, value instanceof String text ? cut(text) : value));
    facts = Collections.unmodifiableMap(kept);
    address = address.map(AuditEvent::cut);
  }

  /** Of one company alone. */
  public AuditEvent(
      CompanyId company,
      Optional<UserId> actor,
      Optional<SessionId> session,
      Optional<String> address,
      AuditAction action,
      Optional<AuditObject> object,
      Map<String, Object> facts) {
    this(company, Optional.empty(), actor, session, address, action, object, facts);
  }

  /**
   * What each trail that it belongs to keeps of it. A company is told that a superuser of another
   * one acted, and what they did; from which session and address is for their own company's trail.
   */
  public List<AuditEvent> kept() {
    if (actorsCompany.filter(own -> !own.equals(company)).isEmpty()) {
      return List.of(alone(company, session, address));
    }
    return List.of(
        alone(company, Optional.empty(), Optional.empty()).with("by_superuser", true),
        alone(actorsCompany.get(), session, address).with("company_id", company.value()));
  }

  private AuditEvent alone(CompanyId trail, Optional<SessionId> from, Optional<String> client) {
    return new AuditEvent(trail, actor, from, client, action, object, facts);
  }

  /** In the caller's company. */
  public static AuditEvent by(Caller caller, AuditAction action) {
    return new AuditEvent(
        caller.company(),
        Optional.of(caller.user()),
        Optional.ofNullable(caller.session()),
        caller.address(),
        action,
        Optional.empty(),
        Map.of());
  }

  public static AuditEvent by(Caller caller, AuditAction action, AuditObject object) {
    return by(caller, action).on(object);
  }

  /** By nobody who is logged in. */
  public static AuditEvent unattended(CompanyId company, AuditAction action) {
    return new AuditEvent(
        company,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        action,
        Optional.empty(),
        Map.of());
  }

  /** Of that company's, though done from the one so far. */
  public AuditEvent in(CompanyId other) {
    return new AuditEvent(
        other,
        Optional.of(actorsCompany.orElse(company)),
        actor,
        session,
        address,
        action,
        object,
        facts);
  }

  public AuditEvent as(UserId user) {
    return new AuditEvent(
        company, actorsCompany, Optional.of(user), session, address, action, object, facts);
  }

  public AuditEvent during(SessionId current) {
    return new AuditEvent(
        company, actorsCompany, actor, Optional.of(current), address, action, object, facts);
  }

  public AuditEvent from(Optional<String> client) {
    return new AuditEvent(company, actorsCompany, actor, session, client, action, object, facts);
  }

  public AuditEvent on(AuditObject thing) {
    return new AuditEvent(
        company, actorsCompany, actor, session, address, action, Optional.of(thing), facts);
  }

  /** One fact more. */
  public AuditEvent with(String name, Object value) {
    return with(Map.of(name, value));
  }

  /** Further facts. */
  public AuditEvent with(Map<String, Object> further) {
    var more = new LinkedHashMap<>(facts);
    more.putAll(further);
    return new AuditEvent(company, actorsCompany, actor, session, address, action, object, more);
  }

  private static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }
}
