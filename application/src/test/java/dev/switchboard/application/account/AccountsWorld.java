package dev.switchboard.application.account;

import dev.switchboard.application.account.Registration.Mode;
import dev.switchboard.application.throttle.TestThrottling;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.Username;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The use cases of accounts over any storage, with a clock that stands until it is moved. */
public final class AccountsWorld {
  public static final String PASSWORD = "correct horse";
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final SecureRandom RANDOM = new SecureRandom();

  public final AccountPorts ports;
  public final PlainPasswords passwords = new PlainPasswords();
  public final List<SessionId> revoked = new CopyOnWriteArrayList<>();
  public final SessionRevocations revocations = (_, sessions) -> revoked.addAll(sessions);
  public final RecordedNotices notices = new RecordedNotices();
  public final PasswordPolicy policy = new PasswordPolicy(8, Optional.of("password123"::equals));
  private volatile Instant now = AccountPorts.NOON;

  public final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  public final InMemoryAccessTokens accessTokens = new InMemoryAccessTokens(clock);
  public final Throttling throttling = TestThrottling.of(clock);
  public final AddUser addUser;
  public final EnsureCompanyRoles ensureRoles;
  public final FoundCompany foundCompany;
  public final LogIn logIn;
  public final RefreshSession refresh;
  public final LogOut logOut;
  public final Superusers superusers;
  public final ChangeStaff changeStaff;
  public final CreateUser createUser;
  public final CreateCompany createCompany;
  public final BootstrapInstallation bootstrap;
  public final People people;
  public final MailedLinks mailedLinks;

  public AccountsWorld(AccountPorts ports) {
    this(ports, new RecordedDuties());
  }

  public AccountsWorld(AccountPorts ports, ChatDuties duties) {
    this.ports = ports;
    var issue =
        new IssueTokens(
            accessTokens,
            ports.refreshTokens(),
            new RefreshSecrets(RANDOM, KEY),
            Duration.ofMinutes(30));
    addUser = new AddUser(ports.users(), passwords, policy, ports.ids(), clock);
    ensureRoles = new EnsureCompanyRoles(ports.roles(), ports.ids(), clock);
    foundCompany = new FoundCompany(ports.companies(), ensureRoles, ports.ids(), clock);
    logIn =
        new LogIn(
            ports.transactions(),
            ports.users(),
            openSession(SessionRules.USUAL),
            passwords,
            issue,
            throttling,
            ports.audit(),
            clock);
    refresh =
        new RefreshSession(
            ports.transactions(),
            ports.users(),
            ports.sessions(),
            ports.refreshTokens(),
            issue,
            revocations,
            notices,
            throttling,
            ports.audit(),
            clock);
    logOut =
        new LogOut(
            ports.transactions(),
            ports.sessions(),
            ports.refreshTokens(),
            revocations,
            throttling,
            ports.audit(),
            clock);
    superusers = new Superusers(ports.companies(), ports.users(), ports.roles());
    changeStaff = new ChangeStaff(ports.transactions(), ports.rights(), ports.users(), duties);
    createUser =
        new CreateUser(ports.companies(), ports.roles(), addUser, changeStaff, ports.audit());
    createCompany =
        new CreateCompany(
            ports.transactions(),
            ports.rights(),
            ports.roles(),
            foundCompany,
            addUser,
            ports.audit());
    bootstrap =
        new BootstrapInstallation(
            ports.transactions(),
            ports.companies(),
            foundCompany,
            ensureRoles,
            addUser,
            ports.audit(),
            RANDOM);
    mailedLinks = new MailedLinks(ports.resetTokens(), ports.invitations(), clock);
    people = new People(ports.users(), ports.roles());
  }

  public OpenSession openSession(SessionRules rules) {
    return new OpenSession(ports.transactions(), ports.sessions(), revocations, rules, ports.ids());
  }

  public Register register(Mode mode, boolean ownCompany) {
    return new Register(
        ports.transactions(),
        ports.rights(),
        ports.companies(),
        ports.roles(),
        ports.invitations(),
        foundCompany,
        addUser,
        new Registration(mode, ownCompany),
        throttling,
        ports.audit(),
        clock);
  }

  /** Without an invitation. */
  public static Register.Command stranger(NewUser newcomer) {
    return new Register.Command(newcomer, Optional.empty(), Optional.of("192.0.2.1"));
  }

  public Invite invite(Mode mode) {
    return new Invite(
        ports.transactions(),
        ports.rights(),
        changeStaff,
        new Invite.Stores(
            ports.companies(), ports.users(), ports.roles(), ports.invitations(), ports.audit()),
        RANDOM,
        notices,
        throttling,
        new Registration(mode, false),
        Duration.ofDays(7),
        ports.ids(),
        clock);
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** With {@link #PASSWORD}. */
  public static NewUser newcomer(String username) {
    return new NewUser(
        Optional.of(new Username(username)),
        Optional.of(new EmailAddress(username + "@example.test")),
        Optional.empty(),
        Optional.empty(),
        Profile.named(Optional.of("Full " + username), Optional.empty(), Optional.empty()),
        new Password(PASSWORD),
        true);
  }

  /** A user who may log in with {@link #PASSWORD}. */
  public User stored(User user) {
    ports
        .transactions()
        .inTransaction(() -> ports.users().add(user, passwords.hash(new Password(PASSWORD))));
    return user;
  }

  public LogIn.LoggedIn logIn(String identifier, String password) {
    return logIn.handle(
        new LogIn.Command(
            LoginName.meantBy(identifier),
            new Password(password),
            Optional.of("curl"),
            Optional.of("192.0.2.1")));
  }

  public LogIn.LoggedIn logIn(User user) {
    return logIn(user.username().value(), PASSWORD);
  }

  /** As the storage says, without a session. */
  public Caller as(User user) {
    return as(user, new SessionId(0));
  }

  public Caller as(User user, SessionId session) {
    var held =
        ports.roles().of(user.company()).stream()
            .filter(role -> user.roles().contains(role.id()))
            .toList();
    return new Caller(
        user.company(),
        user.id(),
        session,
        user.displayName(),
        "",
        user.superuser(),
        user.superuser() ? Set.of(Permission.values()) : Role.permissionsOf(held));
  }

  public Caller superuser(CompanyId company) {
    return as(stored(ports.aUser(company).ranked(true, clock.instant())));
  }

  /** Who stands behind a session here and now. */
  public Callers callers() {
    return (company, sessions, at) -> {
      var all = new HashMap<SessionId, Callers.Found>();
      sessions.forEach(id -> all.put(id, found(company, id, at)));
      return all;
    };
  }

  private Callers.Found found(CompanyId company, SessionId id, Instant at) {
    var session = ports.sessions().find(company, id).filter(s -> at.isBefore(s.expiresAt()));
    var user = session.flatMap(s -> ports.users().find(company, s.user()));
    if (user.isEmpty()) {
      return new Callers.Found.Unknown();
    }
    if (!user.get().active()) {
      return new Callers.Found.Disabled();
    }
    return session.get().aliveAt(at)
        ? new Callers.Found.Known(as(user.get(), id))
        : new Callers.Found.Unknown();
  }
}
