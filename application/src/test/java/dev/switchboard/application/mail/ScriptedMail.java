package dev.switchboard.application.mail;

import dev.switchboard.domain.message.MessageError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts everything unless told otherwise, and remembers it. */
public final class ScriptedMail implements MailGateway {
  private final Deque<Delivery> next = new ArrayDeque<>();
  private final List<Mail> tried = new CopyOnWriteArrayList<>();
  private final List<Mail> accepted = new CopyOnWriteArrayList<>();

  public void next(Delivery delivery) {
    next.add(delivery);
  }

  public void later() {
    next(new Delivery.Later(new MessageError("mail_unreachable", "The mail server is away.")));
  }

  public List<Mail> tried() {
    return tried;
  }

  public List<Mail> accepted() {
    return accepted;
  }

  @Override
  public Delivery deliver(Mail mail) {
    tried.add(mail);
    var delivery = next.isEmpty() ? new Delivery.Accepted() : next.poll();
    if (delivery instanceof Delivery.Accepted) {
      accepted.add(mail);
    }
    return delivery;
  }
}
