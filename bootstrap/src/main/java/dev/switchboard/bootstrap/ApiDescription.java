package dev.switchboard.bootstrap;

import dev.switchboard.web.openapi.OpenApi;
import java.util.List;

/** What the served description is put together from: one resource for each feature. */
final class ApiDescription {
  private static final List<String> FEATURES =
      List.of(
          "openapi/accounts.yaml",
          "openapi/me.yaml",
          "openapi/resets.yaml",
          "openapi/invitations.yaml",
          "openapi/users.yaml",
          "openapi/staff.yaml",
          "openapi/companies.yaml",
          "openapi/messages.yaml",
          "openapi/chats.yaml",
          "openapi/reports.yaml",
          "openapi/realtime.yaml",
          "openapi/channels.yaml",
          "openapi/webhooks.yaml",
          "openapi/parked.yaml",
          "openapi/audit.yaml",
          "openapi/operations.yaml",
          "openapi/docs.yaml");

  private ApiDescription() {}

  static OpenApi openApi() {
    return new OpenApi(FEATURES);
  }
}
