package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Users.Credentials;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Unique;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The directory {@code login_name} in native statements: many names at once, and who comes second
 * is told so instead of failing.
 */
final class LoginNames {
  private LoginNames() {}

  static Optional<Credentials> credentials(Connection connection, List<LoginName> meant)
      throws SQLException {
    return Sql.one(
        connection,
        "select company_id, user_id, password_hash from login_of(?, ?)",
        row ->
            new Credentials(
                new CompanyId(row.getLong(1)),
                new UserId(row.getLong(2)),
                new PasswordHash(row.getString(3))),
        kinds(meant),
        folded(meant));
  }

  /** Waits for whoever is just taking the same name, and then knows. */
  static void take(Connection connection, User user) throws SQLException {
    take(connection, user, user.loginNames());
  }

  private static void take(Connection connection, User user, List<LoginName> names)
      throws SQLException {
    var taken =
        Sql.list(
            connection,
            """
            insert into login_name (kind, name, company_id, user_id)
            select w.kind, w.name, ?, ? from unnest(?, ?) w (kind, name)
            on conflict do nothing
            returning kind
            """,
            row -> row.getString(1),
            user.company().value(),
            user.id().value(),
            kinds(names),
            folded(names));
    for (var name : names) {
      if (!taken.contains(kind(name))) {
        throw Unique.of(name.kind()).taken();
      }
    }
  }

  /** Everybody has a username. */
  static Optional<CompanyId> companyOf(Connection connection, UserId user) throws SQLException {
    return Sql.one(
        connection,
        "select id from company_of_user(?) as id where id is not null",
        row -> new CompanyId(row.getLong(1)),
        user.value());
  }

  /** What the user no longer goes by becomes free, what is new is taken as by {@link #take}. */
  static void replace(Connection connection, User user) throws SQLException {
    var names = user.loginNames();
    Sql.update(
        connection,
        """
        delete from login_name n where n.company_id = ? and n.user_id = ?
          and not exists (
            select 1 from unnest(?, ?) w (kind, name) where w.kind = n.kind and w.name = n.name)
        """,
        user.company().value(),
        user.id().value(),
        kinds(names),
        folded(names));
    var kept =
        Sql.list(
            connection,
            "select kind from login_name where company_id = ? and user_id = ?",
            row -> row.getString(1),
            user.company().value(),
            user.id().value());
    take(connection, user, names.stream().filter(name -> !kept.contains(kind(name))).toList());
  }

  private static String[] kinds(List<LoginName> names) {
    return names.stream().map(LoginNames::kind).toArray(String[]::new);
  }

  private static String[] folded(List<LoginName> names) {
    return names.stream().map(LoginName::folded).toArray(String[]::new);
  }

  private static String kind(LoginName name) {
    return name.kind().name().toLowerCase(Locale.ROOT);
  }
}
