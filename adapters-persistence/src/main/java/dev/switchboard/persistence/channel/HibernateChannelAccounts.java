package dev.switchboard.persistence.channel;

import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.RowKey;
import dev.switchboard.persistence.secret.AesGcmSecrets;
import dev.switchboard.persistence.secret.SecretPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** Accounts as rows; routes, tokens and connecting are {@link ChannelStatements}. */
public final class HibernateChannelAccounts implements ChannelAccounts {
  private static final String CONNECTED = "from ChannelAccountRow a where a.disconnectedAt is null";
  private static final String OF_PLATFORM =
      CONNECTED + " and a.key.companyId = :company and a.platform = :platform";

  private final Database database;
  private final AesGcmSecrets secrets;
  private final Clock clock;

  public HibernateChannelAccounts(Database database, AesGcmSecrets secrets, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public Map<ChannelKey, ChannelAccount> route(Collection<ChannelKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return database.system().read(connection -> ChannelStatements.route(connection, keys)).stream()
        .collect(Collectors.toMap(ChannelAccount::key, Function.identity()));
  }

  @Override
  public Optional<ChannelAccount> find(CompanyId company, ChannelAccountId id) {
    return database.readSession(company, session -> byId(session, company, id, LockMode.NONE));
  }

  @Override
  public Optional<ChannelAccount> lock(CompanyId company, ChannelAccountId id) {
    return byId(database.session(company), company, id, LockMode.PESSIMISTIC_WRITE);
  }

  private static Optional<ChannelAccount> byId(
      StatelessSession session, CompanyId company, ChannelAccountId id, LockMode lock) {
    return Optional.ofNullable(
            session.get(ChannelAccountRow.class, RowKey.of(company, id.value()), lock))
        .filter(ChannelAccountRow::connected)
        .map(ChannelAccountRow::toDomain);
  }

  @Override
  public Optional<ChannelAccount> find(CompanyId company, ChannelKey key) {
    return database
        .readSession(
            company,
            session ->
                list(
                    session,
                    OF_PLATFORM + " and a.externalId = :externalId",
                    query ->
                        ofPlatform(query, company, key.platform())
                            .setParameter("externalId", key.externalId())))
        .stream()
        .findFirst();
  }

  @Override
  public List<ChannelAccount> all(CompanyId company, Platform platform) {
    return database.readSession(
        company,
        session ->
            list(
                session,
                OF_PLATFORM + " order by a.connectedAt, a.key.id",
                query -> ofPlatform(query, company, platform)));
  }

  @Override
  public List<ChannelAccount> connected() {
    return database.system().readSession(session -> list(session, CONNECTED, query -> query));
  }

  private static List<ChannelAccount> list(
      StatelessSession session,
      String hql,
      Function<SelectionQuery<ChannelAccountRow>, SelectionQuery<ChannelAccountRow>> parameters) {
    return parameters
        .apply(session.createSelectionQuery(hql, ChannelAccountRow.class))
        .getResultList()
        .stream()
        .map(ChannelAccountRow::toDomain)
        .toList();
  }

  private static SelectionQuery<ChannelAccountRow> ofPlatform(
      SelectionQuery<ChannelAccountRow> query, CompanyId company, Platform platform) {
    return query.setParameter("company", company.value()).setParameter("platform", platform.name());
  }

  @Override
  public Optional<ChannelAccount> add(ChannelAccount account, String token) {
    return database
        .write(account.company(), connection -> connect(connection, account, token))
        .flatMap(id -> find(account.company(), id));
  }

  private Optional<ChannelAccountId> connect(
      Connection connection, ChannelAccount account, String token) throws SQLException {
    var before = connection.setSavepoint();
    var id = ChannelStatements.insertOrRevive(connection, account);
    if (id.isEmpty() || !ChannelStatements.claimRoute(connection, account, id.get())) {
      connection.rollback(before); // somebody else has it: nothing of this stays
      return Optional.empty();
    }
    seal(connection, account.company(), id.get(), token);
    return id;
  }

  @Override
  public void update(ChannelAccount account) {
    database
        .session(account.company())
        .createMutationQuery(
            "update ChannelAccountRow a set a.name = :name, a.active = :active,"
                + " a.humanAgent = :humanAgent, a.state = :state, a.updatedAt = :at"
                + " where a.key = :key and a.disconnectedAt is null")
        .setParameter("name", account.name())
        .setParameter("active", account.active())
        .setParameter("humanAgent", account.humanAgent())
        .setParameter("state", account.state().name())
        .setParameter("at", account.updatedAt())
        .setParameter("key", RowKey.of(account.company(), account.id().value()))
        .executeUpdate();
  }

  @Override
  public void replaceToken(CompanyId company, ChannelAccountId id, String token) {
    database.write(company, connection -> seal(connection, company, id, token));
  }

  private int seal(Connection connection, CompanyId company, ChannelAccountId id, String token)
      throws SQLException {
    return ChannelStatements.keepToken(
        connection, company, id, secrets.seal(place(company, id), token));
  }

  @Override
  public void remove(CompanyId company, ChannelAccountId id) {
    database.write(
        company,
        connection -> ChannelStatements.disconnect(connection, company, id, clock.instant()));
  }

  @Override
  public Optional<String> token(CompanyId company, ChannelAccountId id) {
    return database
        .read(company, connection -> ChannelStatements.token(connection, company, id))
        .map(blob -> secrets.open(place(company, id), blob));
  }

  private static SecretPlace place(CompanyId company, ChannelAccountId id) {
    return new SecretPlace("channel_account", "token", company, id.value());
  }
}
