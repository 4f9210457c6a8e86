package dev.switchboard.bootstrap;

import dev.switchboard.bootstrap.database.DatabaseUnreachable;
import dev.switchboard.bootstrap.settings.InvalidSettings;
import dev.switchboard.bootstrap.settings.ServerSettings;
import dev.switchboard.mail.BrokenTemplate;
import dev.switchboard.persistence.embedded.EmbeddedPostgresException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;

/** Says in one line each what an operator can mend; anything else is a fault of ours. */
final class StartFailure {
  private StartFailure() {}

  static List<String> lines(InvalidSettings failure) {
    return failure.problems().stream().map(problem -> "setting " + problem).toList();
  }

  /** Empty where the operator can do nothing about it. */
  static Optional<String> line(Throwable failure, ServerSettings server) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case DatabaseUnreachable unreachable -> {
          return Optional.of(unreachable.getMessage());
        }
        case EmbeddedPostgresException embedded -> {
          return Optional.of(embedded.getMessage());
        }
        case BrokenTemplate template -> {
          return Optional.of(template.getMessage());
        }
        case BindException _ -> {
          return Optional.of(
              "cannot listen on %s port %d: in use, or not an address of this machine (settings HOST and PORT)"
                  .formatted(server.host(), server.port()));
        }
        case UnknownHostException _ -> {
          return Optional.of("HOST: unknown name " + server.host());
        }
        case UnresolvedAddressException _ -> {
          return Optional.of("HOST: unknown name " + server.host());
        }
        case Throwable _ -> {}
      }
    }
    return Optional.empty();
  }
}
