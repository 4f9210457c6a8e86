package dev.switchboard.application.throttle;

import dev.switchboard.application.throttle.Throttle.Bucket;
import dev.switchboard.application.throttle.Throttle.Verdict;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.Rejection.TooMany;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What may be tried how often. Each try is taken before the work it would cause, so that many at
 * once cannot slip through together, and given back where it was no misuse.
 *
 * <p>Nobody can be locked out by others: what is tried on an account from elsewhere fills a bucket
 * that does not count where its owner came in before, and everything leaks.
 */
public final class Throttling {
  private static final Duration PLACES_KEPT = Duration.ofDays(90);
  // wrong ones in a row, whenever they came; one is forgotten in a month
  private static final Quota IN_A_ROW = new Quota("login-in-a-row", 100, Duration.ofDays(3_000));
  // mail that strangers did not ask for: what an administrator needs, and no more
  private static final Quota INVITATIONS = new Quota("invitations", 100, Duration.ofHours(1));
  private static final Quota INVITATIONS_COMPANY =
      new Quota("invitations-company", 500, Duration.ofDays(1));
  private static final Quota INVITATIONS_ADDRESS =
      new Quota("invitations-address", 10, Duration.ofDays(1));
  private static final int IPV6_NETWORK_BYTES = 8;

  /**
   * @param login of one account from one address
   * @param loginAddress of all accounts from one address
   * @param loginAccount of one account from all addresses unknown to it
   * @param loginCompany of all accounts of a company from all addresses unknown to them
   */
  public record Quotas(
      Quota login,
      Quota loginAddress,
      Quota loginAccount,
      Quota loginCompany,
      Quota register,
      Quota refresh,
      Quota forgotPassword,
      Quota forgotPasswordAccount,
      Quota resetPassword) {}

  private final Throttle throttle;
  private final Quotas quotas;
  private final Clock clock;

  public Throttling(Throttle throttle, Quotas quotas, Clock clock) {
    this.throttle = throttle;
    this.quotas = quotas;
    this.clock = clock;
  }

  public Quotas quotas() {
    return quotas;
  }

  /**
   * Somebody shows a password.
   *
   * @param account of the account, or of a name that is nobody's
   * @param secret another one whenever the password is another one: what was guessed of the one
   *     before does not count any more
   * @throws dev.switchboard.domain.Rejected {@code TooMany}, as all of these
   */
  public Try login(
      String account, String secret, Optional<String> company, Optional<String> address) {
    var from = network(address);
    var place = account + " " + from;
    var here = Bucket.of(quotas.login(), place);
    var anywhere = new Bucket(account, quotas.loginAccount(), false, Optional.of(place));
    var client = Bucket.of(quotas.loginAddress(), from);
    var row = new Bucket(account + " " + secret, IN_A_ROW, false, Optional.of(place));
    var tried =
        take(List.of(client), List.of(here, anywhere, row), Optional.of(place)).forgiving(row);
    // nobody's name has a bucket too, which is never full: it is to cost the same
    var tenant =
        new Bucket(company.orElse(account), quotas.loginCompany(), false, Optional.of(place));
    return tried.also(throttle.take(List.of(tenant), clock.instant()));
  }

  /** What tries on this user's password are counted under, by whichever way they come. */
  public static String account(UserId user) {
    return "user " + user;
  }

  /** Every account that is made counts, not only what fails. */
  public void register(Optional<String> address) {
    take(List.of(Bucket.of(quotas.register(), network(address))), List.of(), Optional.empty());
  }

  public Try refresh(Optional<String> address) {
    return take(
        List.of(Bucket.of(quotas.refresh(), network(address))), List.of(), Optional.empty());
  }

  /**
   * Each request counts, whether or not a mail is sent.
   *
   * @param email as typed, folded
   * @return whether this address has not had enough mail. Who asks is not told: it may be others
   *     who asked, and what they were mailed is in the mailbox.
   */
  public boolean forgotPassword(String email, Optional<String> address) {
    take(
        List.of(Bucket.of(quotas.forgotPassword(), network(address))), List.of(), Optional.empty());
    var mails = new Bucket(email, quotas.forgotPasswordAccount(), false, Optional.empty());
    return throttle.take(List.of(mails), clock.instant()) instanceof Verdict.Admitted;
  }

  /**
   * Somebody asks a stranger to join. Each counts, whatever comes of it.
   *
   * @param email the stranger's, folded; counted over all companies
   */
  public void invite(UserId by, CompanyId company, String email) {
    take(
        List.of(
            new Bucket(by.toString(), INVITATIONS, false, Optional.empty()),
            new Bucket(company.toString(), INVITATIONS_COMPANY, false, Optional.empty()),
            new Bucket(email, INVITATIONS_ADDRESS, false, Optional.empty())),
        List.of(),
        Optional.empty());
  }

  /** Somebody shows a token out of such a mail. */
  public Try resetPassword(Optional<String> address) {
    return take(
        List.of(Bucket.of(quotas.resetPassword(), network(address))), List.of(), Optional.empty());
  }

  private Try take(List<Bucket> some, List<Bucket> cleared, Optional<String> place) {
    var all = new ArrayList<>(cleared);
    all.addAll(some);
    return switch (throttle.take(all, clock.instant())) {
      case Verdict.Admitted(var taken) ->
          new Try(only(some, taken), only(cleared, taken), place, false, List.of());
      case Verdict.Refused(var quota, var wait) ->
          throw new TooMany("too_many_requests", "Too many attempts, try again later", quota, wait)
              .asException();
    };
  }

  private static List<Bucket> only(List<Bucket> some, List<Bucket> taken) {
    return some.stream().filter(taken::contains).toList();
  }

  /** An IPv6 client has a whole network to itself, and can come from any address in it. */
  private static String network(Optional<String> address) {
    if (address.filter(text -> text.contains(":")).isEmpty()) {
      return address.orElse("-");
    }
    var bytes = InetAddress.ofLiteral(address.get()).getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
  }

  /**
   * A try that was admitted. Unless something is said of it, it stays counted. Only what it took is
   * given back: from a known place others' tries are not forgiven.
   */
  public final class Try {
    private final List<Bucket> some;
    private final List<Bucket> cleared;
    private final Optional<String> place;
    private final boolean barred;
    private final List<Bucket> forgiven;

    private Try(
        List<Bucket> some,
        List<Bucket> cleared,
        Optional<String> place,
        boolean barred,
        List<Bucket> forgiven) {
      this.some = List.copyOf(some);
      this.cleared = List.copyOf(cleared);
      this.place = place;
      this.barred = barred;
      this.forgiven = forgiven;
    }

    private Try also(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Admitted(var taken) ->
            new Try(
                Stream.concat(some.stream(), taken.stream()).toList(),
                cleared,
                place,
                false,
                forgiven);
        case Verdict.Refused _ -> new Try(some, cleared, place, true, forgiven);
      };
    }

    /** With this one emptied by a success even where it was left out. */
    private Try forgiving(Bucket bucket) {
      return new Try(some, cleared, place, barred, List.of(bucket));
    }

    /**
     * Nothing must come of it, though nobody is told so: too much was tried on the whole company,
     * and a refusal of its own would tell which names it has.
     */
    public boolean barred() {
      return barred;
    }

    /** It was right: it does not count, and for this account those before it no longer do. */
    public void succeeded() {
      var now = clock.instant();
      var emptied = Stream.concat(cleared.stream(), forgiven.stream()).distinct().toList();
      throttle.giveBack(some, emptied, now);
      place.ifPresent(known -> throttle.remember(known, now.plus(PLACES_KEPT)));
    }

    /** Runs what was tried: it succeeded unless it throws, and only a refusal counts. */
    public <T> T of(Supplier<T> work) {
      T result;
      try {
        result = work.get();
      } catch (Rejected e) {
        throw e;
      } catch (RuntimeException e) {
        excused();
        throw e;
      }
      succeeded();
      return result;
    }

    /** It came to nothing through no fault of who tried: it does not count. */
    public void excused() {
      var all = new ArrayList<>(cleared);
      all.addAll(some);
      throttle.giveBack(all, List.of(), clock.instant());
    }
  }
}
