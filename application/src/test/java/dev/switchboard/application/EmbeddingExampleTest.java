package dev.switchboard.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.AssignConversations.Waiting;
import dev.switchboard.application.assignment.InMemoryDecisions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.conversation.InMemoryWorld;
import dev.switchboard.domain.assignment.Decision.Reason;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/embedding.md}; the page shows the region between the two marks. */
class EmbeddingExampleTest {
  private static final Path PAGE = Path.of("..", "docs", "embedding.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/switchboard/application/EmbeddingExampleTest.java");

  // example begins
  @Test
  void twoCustomersGoToTwoAgents() {
    var transactions = new InMemoryTransactions();
    var ids = new InMemoryIds();
    var conversations = new InMemoryConversations(transactions);
    var roster = new InMemoryRoster(transactions, conversations);
    var decisions = new InMemoryDecisions(transactions);
    var assign = new AssignConversations(roster, decisions, ids);
    var world = new InMemoryWorld(ids, roster);
    var now = AConversation.NOON;

    var company = world.company();
    world.agent(company, AConversation.agent(101, now.minusSeconds(20)));
    world.agent(company, AConversation.agent(102, now.minusSeconds(10)));
    var waiting =
        Stream.generate(() -> AConversation.in(world, company, ids, now))
            .limit(2)
            .map(conversation -> new Waiting(conversation, Reason.NEW_CONVERSATION))
            .toList();

    var assigned =
        transactions.inTransaction(
            () -> {
              conversations.beginOrLock(waiting.stream().map(Waiting::conversation).toList());
              var given = assign.handle(company, waiting, now);
              conversations.update(given);
              return given;
            });

    assertThat(assigned)
        .extracting(Conversation::assignee)
        .containsExactly(Optional.of(new UserId(101)), Optional.of(new UserId(102)));
    assertThat(decisions.of(company, assigned.getFirst().id(), 10)).hasSize(1);
  }

  // example ends

  @Test
  void thePageShowsThisVeryCode() throws IOException {
    var shown = Files.readString(PAGE).split("```java\n", 2)[1].split("```", 2)[0];
    var source = Files.readString(SOURCE);
    var region = source.substring(after(source, "begins\n"), source.indexOf("  // example ends"));
    assertThat(List.of(shown.split("\n")))
        .isEqualTo(List.of(region.stripTrailing().indent(-2).split("\n")));
  }

  private static int after(String source, String mark) {
    var begin = "  // example " + mark;
    return source.indexOf(begin) + begin.length();
  }
}
