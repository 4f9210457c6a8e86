package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * What every change of who may do what has in common, whether of a user or of a role: one at a time
 * in a company, by a caller whose rights are looked at anew; the company keeps an administrator;
 * who no longer receives chats leaves none behind, and for who now does the backlog is given out.
 */
public final class ChangeStaff {
  private final Transactions transactions;
  private final Rights rights;
  private final Users users;
  private final ChatDuties duties;

  public ChangeStaff(Transactions transactions, Rights rights, Users users, ChatDuties duties) {
    this.transactions = transactions;
    this.rights = rights;
    this.users = users;
    this.duties = duties;
  }

  private record Done<T>(T result, boolean somebodyBegins) {}

  /**
   * One unit of work.
   *
   * @param change is given the caller as of now
   * @throws Rejected {@code last_administrator}, or what {@code change} throws; then nothing
   *     changed
   */
  public <T> T handle(Caller by, CompanyId company, Function<Caller, T> change) {
    var done = transactions.inTransaction(() -> inUnit(by, company, change));
    if (done.somebodyBegins()) {
      duties.begun(company);
    }
    return done.result();
  }

  private <T> Done<T> inUnit(Caller by, CompanyId company, Function<Caller, T> change) {
    var caller = rights.change(by, company);
    var administered = users.administered(company);
    var before = users.receivers(company);
    var result = change.apply(caller);
    if (administered && !users.administered(company)) {
      throw lastAdministrator();
    }
    var after = users.receivers(company);
    var gone = without(before, after);
    if (!gone.isEmpty()) {
      duties.ended(company, gone);
    }
    return new Done<>(result, !without(after, before).isEmpty());
  }

  private static Set<UserId> without(Set<UserId> users, Set<UserId> others) {
    var rest = new HashSet<>(users);
    rest.removeAll(others);
    return rest;
  }

  static Rejected lastAdministrator() {
    return new Refused("last_administrator", "The last active administrator must stay")
        .asException();
  }
}
