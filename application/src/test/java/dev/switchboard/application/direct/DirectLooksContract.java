package dev.switchboard.application.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Contention;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.domain.direct.DirectMessageId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How every {@link DirectMessages} finds many at once, by id and by their senders' names. */
public interface DirectLooksContract extends DirectPorts {
  @Test
  default void manyAreFoundAtOnce() {
    var company = world().company();
    var elsewhere = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var hers = send(named(company, ada, bob, "c-1"));
    var his = send(named(company, bob, ada, "c-1"));
    var second = send(named(company, ada, bob, "c-'\"{},\\"));
    var nameless = send(company, ada, bob, "hello");
    var ids = Set.of(hers.id(), his.id(), nameless.id(), new DirectMessageId(ids().next()));
    var names = Set.of(name(hers), name(his), name(second), name(ada, "c-2"), name(bob, "c-3"));

    assertThat(messages().find(company, ids))
        .isEqualTo(Map.of(hers.id(), hers, his.id(), his, nameless.id(), nameless));
    assertThat(messages().named(company, names))
        .isEqualTo(Map.of(name(hers), hers, name(his), his, name(second), second));
    assertThat(messages().find(elsewhere, ids)).isEmpty();
    assertThat(messages().named(elsewhere, names)).isEmpty();
    assertThat(messages().find(company, Set.of())).isEmpty();
    assertThat(messages().named(company, Set.of())).isEmpty();
  }

  @Test
  default void aNameUsedTwiceAtOnceIsNoTwoMessages() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var twice = List.of(named(company, ada, bob, "c-1"), named(company, ada, bob, "c-1"));

    assertThatThrownBy(() -> transactions().inTransaction(() -> messages().add(twice)))
        .isInstanceOf(Contention.class);
    assertThat(texts(company, ada, new Which.Sent())).isEmpty();
  }
}
