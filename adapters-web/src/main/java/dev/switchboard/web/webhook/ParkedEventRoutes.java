package dev.switchboard.web.webhook;

import dev.switchboard.application.ingest.DiscardParkedEvent;
import dev.switchboard.application.ingest.ParkedEvents;
import dev.switchboard.application.ingest.ReplayParkedEvent;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.Access;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /webhooks/parked}. */
public final class ParkedEventRoutes implements Routes {
  private static final Access MANAGE = Access.anyOf(Permission.INTEGRATION_MANAGE);

  record Done(String message) {}

  private final ParkedEvents parked;
  private final ReplayParkedEvent replay;
  private final DiscardParkedEvent discard;

  public ParkedEventRoutes(
      ParkedEvents parked, ReplayParkedEvent replay, DiscardParkedEvent discard) {
    this.parked = parked;
    this.replay = replay;
    this.discard = discard;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.PARKED_EVENTS.each(
        "",
        path -> {
          routes.get(path, this::list, MANAGE);
          routes.post(path + "/{id}/replay", this::replay, MANAGE);
          routes.delete(path + "/{id}", this::discard, MANAGE);
        });
  }

  private void list(Context context) {
    context.json(
        parked
            .list(Requests.caller(context), Requests.skip(context), Requests.limit(context))
            .stream()
            .map(ParkedEventLine::of)
            .toList());
  }

  private void replay(Context context) {
    var command =
        new ReplayParkedEvent.Command(Requests.caller(context), Requests.id(context, "id"));
    replay.handle(command);
    context.json(new Done("Event replayed"));
  }

  private void discard(Context context) {
    discard.handle(
        new DiscardParkedEvent.Command(Requests.caller(context), Requests.id(context, "id")));
    context.json(new Done("Event discarded"));
  }
}
