package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.ChannelGateway.Profile;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FetchProfilesTest {
  private static final long TASK = 4_711;
  private final OutboundWorld world = new OutboundWorld();
  private final AtomicInteger asked = new AtomicInteger();

  private void fetch() {
    enqueue();
    pass(Duration.ofMinutes(10));
  }

  private void enqueue() {
    var contact = world.conversation.contact().value();
    world.transactions.inTransaction(
        () ->
            world.outbox.enqueue(
                List.of(
                    new Outbox.Task(
                        OutboundWorld.COMPANY,
                        LaneKind.PROFILE,
                        contact,
                        TASK,
                        contact,
                        0,
                        "",
                        world.clock.instant()))));
  }

  private void pass(Duration time) {
    for (int i = 0; i < time.toSeconds(); i++) {
      while (world.workers.step(LaneKind.PROFILE)) {
        // until nothing is due
      }
      world.clock.pass(Duration.ofSeconds(1));
    }
  }

  private void refuse(SendFailure.Kind kind) {
    world.gateway.profile(
        () -> {
          asked.incrementAndGet();
          return new Profile.Refused(new SendFailure(kind, "code", "Why."));
        });
  }

  private Contact contact() {
    return world.contacts.find(OutboundWorld.COMPANY, world.conversation.contact()).orElseThrow();
  }

  @Test
  void storesNameAndPicture() {
    world.gateway.profile(
        () -> new Profile.Known(Optional.of("Ada"), Optional.of("https://example.test/ada.png")));

    fetch();

    assertThat(contact().name()).contains("Ada");
    assertThat(contact().pictureUrl()).contains("https://example.test/ada.png");
    assertThat(world.outbox.state(TASK)).isEqualTo(TaskState.DONE);
  }

  @Test
  void asksAFewTimesOnly() {
    refuse(SendFailure.Kind.RETRY);

    fetch();

    assertThat(asked).hasValue(3);
    assertThat(world.outbox.state(TASK)).isEqualTo(TaskState.DEAD);
  }

  @Test
  void whileThePlatformIsAwayAContactIsLookedAtEveryFewMinutesAndNoAttemptIsUsed() {
    refuse(SendFailure.Kind.NOT_TRIED);

    fetch();
    assertThat(asked).hasValueBetween(3, 6);
    asked.set(0);
    pass(Duration.ofHours(1));

    assertThat(asked).hasValueBetween(7, 15);
    assertThat(world.outbox.state(TASK)).isEqualTo(TaskState.PENDING);
  }

  @Test
  void whileThePlatformAnswersNobodyNoProfileIsEvenClaimedAndAnswersStillAre() {
    world.gateway.unreachable(true);
    refuse(SendFailure.Kind.NOT_TRIED);
    fetch();
    world.answer("one");
    world.work();
    assertThat(asked).hasValue(0);
    assertThat(world.outbox.state(TASK)).isEqualTo(TaskState.PENDING);
    assertThat(world.gateway.texts()).containsExactly("one");

    world
        .gateway
        .unreachable(false)
        .profile(() -> new Profile.Known(Optional.of("Ada"), Optional.empty()));
    pass(Duration.ofSeconds(1));

    assertThat(world.outbox.state(TASK)).isEqualTo(TaskState.DONE);
  }

  @Test
  void afterAShortAbsenceAProfileDoesNotWaitLongerThanItLasted() {
    refuse(SendFailure.Kind.NOT_TRIED);
    enqueue();
    pass(Duration.ofMinutes(1));
    world.gateway.profile(() -> new Profile.Known(Optional.of("Ada"), Optional.empty()));

    pass(Duration.ofMinutes(2));

    assertThat(contact().name()).contains("Ada");
  }

  @Test
  void aProfileThatMayNotBeSeenIsNotAskedForAgain() {
    refuse(SendFailure.Kind.PERMANENT);

    fetch();

    assertThat(asked).hasValue(1);
    assertThat(world.outbox.state(TASK)).isEqualTo(TaskState.FAILED);
  }

  @Test
  void aFailureTouchesNoAnswer() {
    refuse(SendFailure.Kind.CHANNEL_REAUTH);
    fetch();
    var message = world.answer("one");

    world.work();

    assertThat(world.gateway.texts()).containsExactly("one");
    assertThat(world.now(message).externalId()).isPresent();
  }
}
