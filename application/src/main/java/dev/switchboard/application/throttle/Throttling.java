package dev.switchboard.application.throttle;

import dev.switchboard.application.throttle.Throttle.Bucket;
import dev.switchboard.application.throttle.Throttle.Verdict;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.Rejection.TooMany;
import dev.switchboard.domain.user.UserId;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What may be tried how often. Each try is taken before the work it would cause, so that many at
 * once cannot slip through together, and given back where it was no misuse.
 *
 * <p>Nobody can be locked out by others: what is tried on an account from elsewhere fills a bucket
 * that does not count where its owner came in before, and everything leaks.
 */
public final class Throttling {
  private static final Duration PLACES_KEPT = Duration.ofDays(90);
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
   * @throws dev.switchboard.domain.Rejected {@code TooMany}, as all of these
   */
  public Try login(String account, Optional<String> company, Optional<String> address) {
    var from = network(address);
    var place = account + " " + from;
    var here = Bucket.of(quotas.login(), place);
    var anywhere = new Bucket(account, quotas.loginAccount(), false, Optional.of(place));
    var address1 = Bucket.of(quotas.loginAddress(), from);
    var tenant =
        company.map(id -> new Bucket(id, quotas.loginCompany(), false, Optional.of(place)));
    var some = tenant.map(bucket -> List.of(address1, bucket)).orElseGet(() -> List.of(address1));
    return take(some, List.of(here, anywhere), Optional.of(place));
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
   */
  public void forgotPassword(String email, Optional<String> address) {
    take(
        List.of(
            Bucket.of(quotas.forgotPassword(), network(address)),
            new Bucket(email, quotas.forgotPasswordAccount(), false, Optional.empty())),
        List.of(),
        Optional.empty());
  }

  /** Somebody shows a token out of such a mail. */
  public Try resetPassword(Optional<String> address) {
    return take(
        List.of(Bucket.of(quotas.resetPassword(), network(address))), List.of(), Optional.empty());
  }

  private Try take(List<Bucket> some, List<Bucket> cleared, Optional<String> place) {
    var all = new java.util.ArrayList<>(cleared);
    all.addAll(some);
    return switch (throttle.take(all, clock.instant())) {
      case Verdict.Admitted _ -> new Try(some, cleared, place);
      case Verdict.Refused(var quota, var wait) ->
          throw new TooMany("too_many_requests", "Too many attempts, try again later", quota, wait)
              .asException();
    };
  }

  /** An IPv6 client has a whole network to itself, and can come from any address in it. */
  private static String network(Optional<String> address) {
    if (address.filter(text -> text.contains(":")).isEmpty()) {
      return address.orElse("-");
    }
    var bytes = InetAddress.ofLiteral(address.get()).getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
  }

  /** A try that was admitted. Unless something is said of it, it stays counted. */
  public final class Try {
    private final List<Bucket> some;
    private final List<Bucket> cleared;
    private final Optional<String> place;

    private Try(List<Bucket> some, List<Bucket> cleared, Optional<String> place) {
      this.some = some;
      this.cleared = cleared;
      this.place = place;
    }

    /** It was right: it does not count, and for this account those before it no longer do. */
    public void succeeded() {
      var now = clock.instant();
      throttle.giveBack(some, cleared, now);
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
      var all = new java.util.ArrayList<>(cleared);
      all.addAll(some);
      throttle.giveBack(all, List.of(), clock.instant());
    }
  }
}
