package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Set;

class InMemoryCallersTest implements CallersContract {
  private final InMemoryCallers callers = new InMemoryCallers();

  @Override
  public Callers callers() {
    return callers;
  }

  @Override
  public Caller signedIn(boolean superuser, Set<Permission> permissions) {
    var caller =
        new Caller(
            new CompanyId(1),
            new UserId(2),
            new SessionId(3),
            "ada",
            "ada@example.test",
            superuser,
            permissions);
    callers.signIn(caller, NOON.plusSeconds(3_600));
    return caller;
  }

  @Override
  public void disable(Caller caller) {
    callers.disable(caller.user());
  }

  @Override
  public void end(Caller caller) {
    callers.end(caller.session());
  }
}
