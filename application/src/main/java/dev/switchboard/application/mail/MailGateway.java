package dev.switchboard.application.mail;

import dev.switchboard.domain.message.MessageError;

/**
 * Takes mail to its recipients, or to whoever does. Thread-safe; never called inside a unit of
 * work, for it may take as long as a slow server.
 */
@FunctionalInterface
public interface MailGateway {
  /** What became of a mail. Errors name no address and repeat nothing that a server said. */
  sealed interface Delivery {
    record Accepted() implements Delivery {}

    /** Not accepted, or nobody knows; another try may succeed. */
    record Later(MessageError error) implements Delivery {}

    /** Not this mail, or not to this address: another try would end the same. */
    record Refused(MessageError error) implements Delivery {}
  }

  Delivery deliver(Mail mail);
}
