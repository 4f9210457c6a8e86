package dev.switchboard.persistence.channel;

import java.util.List;

/** What Hibernate must know of this package; the structs themselves stay inside it. */
public final class ChannelRows {
  public static final List<Class<?>> ALL = List.of(ChannelAccountRow.class);

  private ChannelRows() {}
}
