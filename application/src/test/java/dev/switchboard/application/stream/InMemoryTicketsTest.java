package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;

class InMemoryTicketsTest implements TicketsContract {
  private final Tickets tickets = new InMemoryTickets(owner()::equals);

  @Override
  public Tickets tickets() {
    return tickets;
  }

  @Override
  public Tickets.Owner owner() {
    return new Tickets.Owner(new CompanyId(1), new SessionId(2));
  }
}
