package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Somebody reports something, and the administrator sees to it. */
final class ReportTour {
  private final Tour tour;
  private final String admin;

  ReportTour(Tour tour, String admin) {
    this.tour = tour;
    this.admin = admin;
  }

  void walk() {
    List.of("/reports", "/api/reports").forEach(this::report);
  }

  private void report(String mount) {
    var wording = "{\"title\":\"The printer\",\"content\":\"is on fire, says %s\"}";
    var filed = tour.call(201, "POST", mount + "/", admin, wording.formatted(mount));
    var path = mount + "/" + filed.path("id").asLong();
    tour.call(422, "POST", mount, admin, "{\"title\":\"\",\"content\":\"x\"}");
    tour.call(200, "PUT", path, admin, "{\"title\":\"Printers\",\"revision\":0}");
    tour.call(409, "PUT", path, admin, "{\"title\":\"Printer\",\"revision\":0}");
    tour.call(200, "GET", path, admin, null);
    var found = tour.call(200, "GET", mount + "?q=printers&status_filter=open", admin, null);
    assertThat(found).isNotEmpty();
    answer(mount, path);
  }

  private void answer(String mount, String path) {
    var underWay = "{\"comment\":\"on my way\",\"status\":\"in_progress\"}";
    tour.call(200, "POST", path + "/comment", admin, underWay);
    tour.call(400, "PUT", path, admin, "{\"title\":\"too late\"}");
    var wrong = "{\"comment\":\"x\",\"status\":\"done\"}";
    tour.call(400, "POST", path + "/comment", admin, wrong);
    var resolved = tour.call(200, "PUT", path + "/resolve", admin, "{\"comment\":\"put out\"}");
    assertThat(resolved.path("resolver_username").asText()).isEqualTo("admin");
    assertThat(tour.call(200, "GET", path + "/comments", admin, null)).hasSize(2);
    var all = mount + "/admin/all?status_filter=resolved&limit=1";
    assertThat(tour.call(200, "GET", all, admin, null)).hasSize(1);
    var overview = tour.call(200, "GET", mount + "/admin/overview", admin, null);
    assertThat(overview.path("resolved").asLong()).isPositive();
  }
}
