package dev.switchboard.mail;

import dev.switchboard.application.mail.MailGateway.Delivery;
import dev.switchboard.domain.message.MessageError;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a failed conversation means. Only the reply's number is kept: its text usually repeats the
 * address. What an operator must put right (login, certificate) counts as temporary.
 */
final class SmtpErrors {
  /** RFC 4954 §6: login needed, refused, too weak. */
  private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

  private static final MessageError LOGIN_REFUSED =
      new MessageError("mail_login", "The mail server does not accept our user and password.");
  private static final MessageError NO_TLS =
      new MessageError("mail_tls", "No protected connection to the mail server.");
  private static final MessageError UNREACHABLE =
      new MessageError("mail_unreachable", "The mail server cannot be reached, or broke off.");

  private SmtpErrors() {}

  static Delivery delivery(MessagingException failure) {
    var chain = chain(failure);
    var number = chain.stream().map(SmtpErrors::reply).filter(code -> code > 0).findFirst();
    if (any(chain, AuthenticationFailedException.class::isInstance)
        || number.filter(LOGIN::contains).isPresent()) {
      return new Delivery.Later(LOGIN_REFUSED);
    }
    return number.map(SmtpErrors::byNumber).orElseGet(() -> new Delivery.Later(unanswered(chain)));
  }

  private static Delivery byNumber(int reply) {
    var error = new MessageError("smtp_" + reply, "The mail server answered " + reply + ".");
    return reply >= 500 ? new Delivery.Refused(error) : new Delivery.Later(error);
  }

  private static MessageError unanswered(List<Throwable> chain) {
    var tls =
        any(chain, SSLException.class::isInstance)
            || any(chain, e -> Optional.ofNullable(e.getMessage()).orElse("").contains("STARTTLS"));
    return tls ? NO_TLS : UNREACHABLE;
  }

  private static boolean any(List<Throwable> chain, Predicate<Throwable> property) {
    return chain.stream().anyMatch(property);
  }

  /** What a server said of the recipient comes first, for it says more than what followed. */
  private static int reply(Throwable failure) {
    return switch (failure) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> 0;
    };
  }

  private static List<Throwable> chain(MessagingException failure) {
    var chain = new ArrayList<Throwable>();
    for (Throwable e = failure; e != null && !chain.contains(e); e = next(e)) {
      chain.add(e);
    }
    return chain;
  }

  private static Throwable next(Throwable failure) {
    return failure instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : failure.getCause();
  }
}
