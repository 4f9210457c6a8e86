package dev.switchboard.bootstrap;

import java.util.List;

/** Somebody forgets a password; what arrives by mail is another test's. */
final class MailTour {
  private final Tour tour;

  MailTour(Tour tour) {
    this.tour = tour;
  }

  void walk() {
    for (var mount : List.of("/auth", "/api/auth")) {
      var forgot = mount + "/forgot-password";
      tour.call(200, "POST", forgot, "", "{\"email\":\"stranger@example.com\"}");
      tour.call(422, "POST", forgot, "", "{\"email\":\"no address\"}");
      tour.call(422, "POST", forgot, "", "{}");
      var reset = mount + "/reset-password";
      tour.call(400, "POST", reset, "", "{\"token\":\"unknown\",\"password\":\"a long password\"}");
      tour.call(422, "POST", reset, "", "{\"token\":\"unknown\"}");
    }
  }
}
