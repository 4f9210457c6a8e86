package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;

/** The administrator reads that each kind of thing the tour did is on record, and takes a copy. */
final class AuditTour {
  private final Tour tour;
  private final String admin;

  AuditTour(Tour tour, String admin) {
    this.tour = tour;
    this.admin = admin;
  }

  void walk() {
    var trail = tour.call(200, "GET", "/api/audit?limit=500", admin, null);
    var done =
        StreamSupport.stream(trail.spliterator(), false)
            .map(event -> event.path("action").asText())
            .toList();
    assertThat(done)
        .containsAll(
            List.of(
                "login",
                "login_failed",
                "logout",
                "logout_all",
                "session_ended",
                "password_changed",
                "password_reset_requested",
                "password_reset",
                "profile_updated",
                "user_registered",
                "user_created",
                "user_disabled",
                "user_enabled",
                "user_deleted",
                "superuser_changed",
                "roles_changed",
                "chat_routing_changed",
                "role_created",
                "role_updated",
                "role_deleted",
                "invitation_created",
                "channel_connected",
                "channel_updated",
                "channel_disconnected",
                "chat_assigned",
                "chat_unassigned",
                "parked_replayed",
                "parked_discarded"));
    var paged =
        tour.call(
            200,
            "GET",
            "/api/audit?limit=1&action=channel_connected&object_type=channel",
            admin,
            null);
    assertThat(paged).hasSize(1);
    tour.call(422, "GET", "/api/audit?action=unheard_of", admin, null);
    tour.call(200, "GET", "/api/audit/export?action=channel_connected", admin, null);
    assertThat(tour.call(200, "GET", "/api/audit?action=audit_exported", admin, null)).hasSize(1);
  }
}
