package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;

/** The administrator reads what has been done, and takes a copy. */
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
                "channel_connected",
                "channel_updated",
                "channel_disconnected",
                "chat_assigned",
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
