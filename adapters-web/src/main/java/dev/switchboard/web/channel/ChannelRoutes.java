package dev.switchboard.web.channel;

import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.application.channel.ChannelProbe;
import dev.switchboard.application.channel.ConnectChannel;
import dev.switchboard.application.channel.DisconnectChannel;
import dev.switchboard.application.channel.UpdateChannel;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.channel.AccessToken;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelName;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.Access;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code /facebook/pages} and {@code /instagram/accounts}: one set of handlers for both. An account
 * is named in the path by its id at Meta; Instagram accounts also by ours, as an ancestor had it.
 */
public final class ChannelRoutes implements Routes {
  private static final Access READ = Access.AUTHENTICATED;
  private static final Access MANAGE = Access.anyOf(Permission.INTEGRATION_MANAGE);
  private static final Pattern ROW_ID = Pattern.compile("[0-9]{1,16}");

  record Connect(
      String pageId, String pageName, String username, String accessToken, Boolean humanAgent) {}

  record Change(
      String pageName, String username, String accessToken, Boolean isActive, Boolean humanAgent) {}

  record Done(boolean success, String message) {}

  private final ChannelAccounts accounts;
  private final ChannelHealth health;
  private final ChannelProbe probe;
  private final ConnectChannel connect;
  private final UpdateChannel update;
  private final DisconnectChannel disconnect;

  public ChannelRoutes(
      ChannelAccounts accounts,
      ChannelHealth health,
      ChannelProbe probe,
      ConnectChannel connect,
      UpdateChannel update,
      DisconnectChannel disconnect) {
    this.accounts = accounts;
    this.health = health;
    this.probe = probe;
    this.connect = connect;
    this.update = update;
    this.disconnect = disconnect;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.FACEBOOK_PAGES.each("", path -> add(routes, path, Platform.FACEBOOK));
    Mounts.INSTAGRAM_ACCOUNTS.each("", path -> add(routes, path, Platform.INSTAGRAM));
  }

  private void add(RoutesConfig routes, String path, Platform platform) {
    var one = path + "/{page_id}";
    routes.get(path, context -> list(context, platform), READ);
    routes.post(path, context -> connect(context, platform), MANAGE, Idempotent.BY_KEY);
    routes.get(one, context -> context.json(ChannelLine.of(named(context, platform))), READ);
    routes.patch(one, context -> change(context, platform), MANAGE);
    routes.delete(one, context -> disconnect(context, platform), MANAGE);
    routes.get(one + "/health", context -> health(context, platform), MANAGE);
  }

  private void list(Context context, Platform platform) {
    var lines =
        accounts.all(Requests.caller(context).company(), platform).reversed().stream()
            .skip(Requests.skip(context))
            .limit(Requests.limit(context))
            .map(ChannelLine::of)
            .toList();
    context.json(lines);
  }

  private void connect(Context context, Platform platform) {
    var body = Requests.body(context, Connect.class);
    var connected =
        connect.handle(
            new ConnectChannel.Command(
                Requests.caller(context),
                key(platform, body.pageId()),
                name(body.pageName(), body.username()),
                new AccessToken(required("access_token", body.accessToken())),
                Optional.ofNullable(body.humanAgent())));
    var line = ChannelLine.of(connected.account());
    if (connected.created()) {
      context.status(HttpStatus.CREATED);
      context.header("Location", context.path().replaceAll("/$", "") + "/" + line.pageId());
    }
    context.json(line);
  }

  private void change(Context context, Platform platform) {
    var body = Requests.body(context, Change.class);
    var account = named(context, platform);
    var changed =
        update.handle(
            new UpdateChannel.Command(
                Requests.caller(context),
                account.id(),
                name(body.pageName(), body.username()),
                Optional.ofNullable(body.accessToken()).map(AccessToken::new),
                Optional.ofNullable(body.isActive()),
                Optional.ofNullable(body.humanAgent())));
    context.json(ChannelLine.of(changed));
  }

  private void disconnect(Context context, Platform platform) {
    var account = named(context, platform);
    disconnect.handle(new DisconnectChannel.Command(Requests.caller(context), account.id()));
    context.json(new Done(true, title(platform) + " disconnected"));
  }

  /** Asks the platform as well, unless it is known to refuse the token. */
  private void health(Context context, Platform platform) {
    var account = named(context, platform);
    var signs = health.signs(account.company(), account.id()).orElseThrow(() -> missing(platform));
    var answer =
        Optional.of(account)
            .filter(one -> one.state() != ChannelState.REAUTH)
            .flatMap(one -> accounts.token(one.company(), one.id()))
            .map(token -> probe.ask(account, token));
    context.json(ChannelReport.of(account, signs, answer));
  }

  private ChannelAccount named(Context context, Platform platform) {
    var company = Requests.caller(context).company();
    var text = context.pathParam("page_id");
    return ChannelKey.entered(platform, text)
        .flatMap(key -> accounts.find(company, key))
        .or(() -> byRowId(company, platform, text))
        .orElseThrow(() -> missing(platform));
  }

  private Optional<ChannelAccount> byRowId(CompanyId company, Platform platform, String text) {
    return platform == Platform.INSTAGRAM && ROW_ID.matcher(text).matches()
        ? accounts
            .find(company, new ChannelAccountId(Long.parseLong(text)))
            .filter(account -> account.platform() == platform)
        : Optional.empty();
  }

  private static ChannelKey key(Platform platform, String pageId) {
    return ChannelKey.entered(platform, required("page_id", pageId))
        .orElseThrow(
            () ->
                Invalid.field("page_id", "page_id.malformed", "page_id is not an id")
                    .asException());
  }

  private static Optional<ChannelName> name(String pageName, String username) {
    return Optional.ofNullable(pageName)
        .or(() -> Optional.ofNullable(username))
        .map(ChannelName::new);
  }

  private static String required(String field, String value) {
    if (value == null || value.isBlank()) {
      throw Invalid.field(field, "required", field + " is required").asException();
    }
    return value.strip();
  }

  private static Rejected missing(Platform platform) {
    return new Missing("channel.missing", title(platform) + " not found").asException();
  }

  private static String title(Platform platform) {
    return platform == Platform.FACEBOOK ? "Facebook page" : "Instagram account";
  }
}
