package dev.switchboard.application.stream;

import dev.switchboard.application.account.SessionRevocations;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Puts an event for nobody into the company's stream. Every hub, on this node and on others, looks
 * at all its sessions before it delivers anything, and so finds those that have ended and those
 * with other rights.
 */
public final class StreamedRevocations implements SessionRevocations {
  private static final String TYPE = "access_changed"; // never a frame's
  private static final Audience NOBODY = new Audience.Users(Set.of());

  /** Who is meant is looked up by whoever reads it. */
  private record Nothing() {}

  private final Streams streams;

  public StreamedRevocations(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void revoked(CompanyId company, Collection<SessionId> sessions) {
    if (!sessions.isEmpty()) {
      announce(company);
    }
  }

  @Override
  public void rightsChanged(CompanyId company, Collection<UserId> users) {
    if (!users.isEmpty()) {
      announce(company);
    }
  }

  private void announce(CompanyId company) {
    streams.append(List.of(new StreamEvent(company, NOBODY, TYPE, new Nothing())));
  }
}
