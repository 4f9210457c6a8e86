package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Overloaded;
import dev.switchboard.application.Seals;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.EmailAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Use case: somebody forgot their password and wants a link by mail. The request is kept, sealed,
 * and nothing is looked up: neither the answer nor its time tells whether there is such an account,
 * and what was answered outlives a crash. {@link SendResetLink} does the rest.
 */
public final class ForgotPassword {
  /** Requests of one address come one after the other; however many ask, lanes are no more. */
  static final int LANES = 64;

  private static final int MOST_WAITING = 10_000;

  /**
   * @param address the client's
   */
  public record Command(EmailAddress email, Optional<String> address) {}

  private final Transactions transactions;
  private final Throttling throttling;
  private final Companies companies;
  private final Outbox outbox;
  private final Seals seals;
  private final Ids ids;
  private final Clock clock;

  public ForgotPassword(
      Transactions transactions,
      Throttling throttling,
      Companies companies,
      Outbox outbox,
      Seals seals,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.throttling = throttling;
    this.companies = companies;
    this.outbox = outbox;
    this.seals = seals;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws Overloaded too many wait, whoever they ask for
   * @throws dev.switchboard.domain.Rejected {@code TooMany}
   */
  public void handle(Command command) {
    if (throttling.forgotPassword(command.email().folded(), command.address())) {
      transactions.inTransaction(() -> keep(command));
    }
  }

  private void keep(Command command) {
    var keeper = keeper();
    if (outbox.waiting(keeper, LaneKind.RESET) >= MOST_WAITING) {
      throw new Overloaded("too many ask for a new password");
    }
    var id = ids.next();
    outbox.enqueue(
        List.of(
            new Outbox.Task(
                keeper,
                LaneKind.RESET,
                Math.floorMod(command.email().folded().hashCode(), LANES),
                id,
                id,
                0,
                seals.seal(place(keeper, id), write(command)),
                clock.instant())));
  }

  /** Whose the account is, is not known yet; the first company is always there. */
  private CompanyId keeper() {
    return companies
        .first()
        .map(Company::id)
        .orElseThrow(() -> new IllegalStateException("the installation has no company"));
  }

  static Seals.Place place(CompanyId keeper, long id) {
    return new Seals.Place("outbox.payload", keeper, id);
  }

  /** An e-mail address has no line break. */
  private static String write(Command command) {
    return command.email().value() + command.address().map(from -> "\n" + from).orElse("");
  }

  static Command read(String text) {
    var lines = text.split("\n", 2);
    return new Command(
        new EmailAddress(lines[0]), lines.length == 2 ? Optional.of(lines[1]) : Optional.empty());
  }
}
