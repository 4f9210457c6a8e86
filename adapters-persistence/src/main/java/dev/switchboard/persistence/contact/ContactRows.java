package dev.switchboard.persistence.contact;

import java.util.List;

/** What Hibernate must know of this package; the structs themselves stay inside it. */
public final class ContactRows {
  public static final List<Class<?>> ALL = List.of(ContactRow.class);

  private ContactRows() {}
}
