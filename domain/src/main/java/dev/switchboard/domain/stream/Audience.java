package dev.switchboard.domain.stream;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.util.Set;

/**
 * Who an event is for: a small closed set of forms, so that permission can be checked again at the
 * moment of delivery.
 */
public sealed interface Audience {
  /** Exactly these users. */
  record Users(Set<UserId> users) implements Audience {
    public Users {
      users = Set.copyOf(users);
    }
  }

  /**
   * Whoever may see this conversation when the event is delivered.
   *
   * @param also these as well, such as the agent it was taken from
   */
  record Viewers(ConversationId conversation, Set<UserId> also) implements Audience {
    public Viewers {
      also = Set.copyOf(also);
    }

    public Viewers(ConversationId conversation) {
      this(conversation, Set.of());
    }
  }
}
