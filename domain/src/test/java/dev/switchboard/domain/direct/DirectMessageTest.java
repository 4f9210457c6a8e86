package dev.switchboard.domain.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DirectMessageTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final UserId ADA = new UserId(12);
  private static final UserId BOB = new UserId(7);
  private static final UserId EVE = new UserId(9);
  private static final DirectMessage MESSAGE =
      new DirectMessage(
          new CompanyId(1),
          new DirectMessageId(70),
          ADA,
          BOB,
          new DirectText("hello"),
          Optional.of(new DirectMessageId(69)),
          Optional.of(new ClientMessageId("c")),
          false,
          NOON,
          NOON);

  @Test
  void aPairHasOneNameWhoeverBegins() {
    assertThat(Pair.of(ADA, BOB)).isEqualTo(Pair.of(BOB, ADA)).isEqualTo(MESSAGE.pair());
    assertThat(Pair.of(ADA, BOB).name()).isEqualTo("conv_7_12");
    assertThat(Pair.named("conv_7_12")).contains(Pair.of(ADA, BOB));
    assertThat(Pair.of(ADA, BOB).other(ADA)).isEqualTo(BOB);
    assertThat(Pair.of(ADA, BOB).other(BOB)).isEqualTo(ADA);
    assertThatThrownBy(() -> Pair.of(ADA, BOB).other(EVE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pair(ADA, BOB)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pair(ADA, ADA)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noOtherSpellingOfANameCounts() {
    for (var wrong :
        List.of(
            "",
            "conv_12_7",
            "conv_7_7",
            "conv_07_12",
            "conv_7_12 ",
            "CONV_7_12",
            "conv_-7_12",
            "conv_0_12",
            "conv_7",
            "conv_7_12_13",
            "conv_7_99999999999999999999")) {
      assertThat(Pair.named(wrong)).as(wrong).isEmpty();
      assertRefused(
          Rejection.Invalid.class,
          "conversation_mismatch",
          () -> Pair.of(ADA, BOB).requireName(wrong));
    }
    Pair.of(ADA, BOB).requireName("conv_7_12");
  }

  @Test
  void pairsHaveAnOrder() {
    assertThat(List.of(pair(2, 3), pair(1, 9), pair(1, 2)).stream().sorted())
        .containsExactly(pair(1, 2), pair(1, 9), pair(2, 3));
    assertThat(new DirectMessageId(1)).isLessThan(new DirectMessageId(2));
    assertThat(new DirectMessageId(5)).hasToString("5");
  }

  private static Pair pair(long low, long high) {
    return Pair.of(new UserId(low), new UserId(high));
  }

  @Test
  void nobodyWritesToThemselves() {
    assertRefused(Rejection.Refused.class, "message_to_self", () -> Pair.of(ADA, ADA));
  }

  @Test
  void onlyTheTwoSeeAndRemoveIt() {
    assertThat(MESSAGE.shownTo(ADA)).isSameAs(MESSAGE);
    assertThat(MESSAGE.shownTo(BOB)).isSameAs(MESSAGE);
    MESSAGE.requireDeletableBy(ADA);
    MESSAGE.requireDeletableBy(BOB);
    assertDenied("You don't have access to this message", () -> MESSAGE.shownTo(EVE));
    assertDenied(
        "You don't have permission to delete this message", () -> MESSAGE.requireDeletableBy(EVE));
  }

  @Test
  void onlyTheSenderChangesIt() {
    var changed = MESSAGE.editedBy(ADA, new DirectText("hullo"), LATER);

    assertThat(changed.content().value()).isEqualTo("hullo");
    assertThat(changed.updatedAt()).isEqualTo(LATER);
    assertThat(changed.createdAt()).isEqualTo(NOON);
    assertThat(changed.read()).isFalse();
    assertThat(changed.parent()).isEqualTo(MESSAGE.parent());
    assertThat(MESSAGE.editedBy(ADA, new DirectText("hello"), LATER)).isSameAs(MESSAGE);
    for (var other : List.of(BOB, EVE)) {
      assertDenied(
          "Only the sender can update this message",
          () -> MESSAGE.editedBy(other, new DirectText("hullo"), LATER));
    }
  }

  @Test
  void onlyTheRecipientReadsItAndOnce() {
    var read = MESSAGE.readBy(BOB, LATER);

    assertThat(read.read()).isTrue();
    assertThat(read.updatedAt()).isEqualTo(LATER);
    assertThat(read.content()).isEqualTo(MESSAGE.content());
    assertThat(read.readBy(BOB, LATER.plusSeconds(1))).isSameAs(read);
    assertThat(read.editedBy(ADA, new DirectText("x"), LATER).read()).isTrue();
    for (var other : List.of(ADA, EVE)) {
      assertDenied(
          "Only the recipient can mark this message as read", () -> MESSAGE.readBy(other, LATER));
    }
  }

  @Test
  void aRepetitionSaysTheSame() {
    assertThat(MESSAGE.repeatedBy(MESSAGE.sentAt(LATER))).isTrue();
    assertThat(MESSAGE.repeatedBy(MESSAGE.readBy(BOB, LATER))).isTrue();
    assertThat(MESSAGE.repeatedBy(MESSAGE.editedBy(ADA, new DirectText("x"), LATER))).isFalse();
    assertThat(MESSAGE.repeatedBy(with(ADA, EVE, MESSAGE.parent()))).isFalse();
    assertThat(MESSAGE.repeatedBy(with(EVE, BOB, MESSAGE.parent()))).isFalse();
    assertThat(MESSAGE.repeatedBy(with(ADA, BOB, Optional.empty()))).isFalse();
    assertThat(MESSAGE.sentAt(LATER).createdAt()).isEqualTo(LATER);
    assertThat(MESSAGE.sentAt(LATER).updatedAt()).isEqualTo(LATER);
  }

  private static DirectMessage with(UserId from, UserId to, Optional<DirectMessageId> parent) {
    return new DirectMessage(
        MESSAGE.company(),
        MESSAGE.id(),
        from,
        to,
        MESSAGE.content(),
        parent,
        MESSAGE.clientId(),
        false,
        NOON,
        NOON);
  }

  @Test
  void aTextIsKeptAsItIsAndEndsSomewhere() {
    assertThat(new DirectText("").preview()).isEmpty();
    assertThat(new DirectText("\u0001\n\t ").value()).isEqualTo("\u0001\n\t ");
    assertThat(new DirectText("👋".repeat(20_000)).preview()).isEqualTo("👋".repeat(100));
    assertThat(new DirectText("x".repeat(100)).preview()).hasSize(100);
    assertThat(new DirectText("x".repeat(101)).preview()).hasSize(100);
    assertRefused(Rejection.Invalid.class, "too_long", () -> new DirectText("👋".repeat(20_001)));
    for (var unstorable : List.of("a\0b", "\ud83d", "\udc4b\ud83d")) {
      assertRefused(Rejection.Invalid.class, "control_character", () -> new DirectText(unstorable));
    }
  }

  @Test
  void aTextDoesNotShowItselfInALog() {
    assertThat(MESSAGE.toString()).doesNotContain("hello");
  }

  @Test
  void aClientsNameOfAMessageIsShortAndPrintable() {
    assertThat(new ClientMessageId("x".repeat(128))).hasToString("x".repeat(128));
    for (var wrong : List.of("", " ", "x".repeat(129), "a\nb", "\0", "\ud83d")) {
      assertRefused(Rejection.Invalid.class, "invalid", () -> new ClientMessageId(wrong));
    }
  }

  private static void assertDenied(String detail, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isInstanceOf(Rejection.Forbidden.class);
              assertThat(rejected.reason().code()).isEqualTo("access_denied");
              assertThat(rejected.reason().detail()).isEqualTo(detail);
            });
  }

  private static void assertRefused(
      Class<? extends Rejection> kind, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isInstanceOf(kind);
              assertThat(rejected.reason().code()).isEqualTo(code);
            });
  }
}
