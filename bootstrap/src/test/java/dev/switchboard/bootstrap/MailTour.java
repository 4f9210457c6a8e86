package dev.switchboard.bootstrap;

/** Somebody forgets a password and reads their mail, which without a server is a file. */
final class MailTour {
  private final Tour tour;

  MailTour(Tour tour) {
    this.tour = tour;
  }

  void walk() {
    forget("/auth", "forgetful");
    forget("/api/auth", "scatterbrained");
  }

  private void forget(String mount, String name) {
    tour.call(
        201,
        "POST",
        mount + "/register",
        "",
        "{\"username\":\"%s\",\"email\":\"%s@example.com\",\"password\":\"a long password\"}"
            .formatted(name, name));
    var forgot = mount + "/forgot-password";
    tour.call(200, "POST", forgot, "", "{\"email\":\"" + name + "@example.com\"}");
    tour.call(422, "POST", forgot, "", "{\"email\":\"no address\"}");
    tour.call(422, "POST", forgot, "", "{}");
    var reset = mount + "/reset-password";
    var body = "{\"token\":\"%s\",\"password\":\"%s\"}";
    var token = new Mailbox(tour).resetToken(name + "@example.com");
    tour.call(422, "POST", reset, "", body.formatted(token, "short"));
    tour.call(200, "POST", reset, "", body.formatted(token, "another long password"));
    tour.call(400, "POST", reset, "", body.formatted(token, "another long password"));
  }
}
