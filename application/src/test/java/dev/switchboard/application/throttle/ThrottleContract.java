package dev.switchboard.application.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.throttle.Throttle.Bucket;
import dev.switchboard.application.throttle.Throttle.Verdict;
import dev.switchboard.domain.Rejection.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Throttle} must do. */
public interface ThrottleContract {
  AtomicInteger SUBJECTS = new AtomicInteger();
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  Quota THREE = new Quota("three", 3, Duration.ofSeconds(60));
  Quota MANY = new Quota("many", 100, Duration.ofSeconds(60));

  Throttle throttle();

  Transactions transactions();

  @Test
  default void aQuotaIsThereAtOnceAndComesBackInTheCourseOfItsWindow() {
    var bucket = patient(THREE);

    assertThat(admitted(3, bucket, NOON)).isEqualTo(3);
    assertThat(take(NOON, bucket)).isEqualTo(refused(THREE, 20));
    assertThat(take(NOON.plusSeconds(19), bucket)).isEqualTo(refused(THREE, 1));
    assertThat(take(NOON.plusSeconds(20), bucket)).isInstanceOf(Verdict.Admitted.class);
    assertThat(take(NOON.plusSeconds(20), bucket)).isEqualTo(refused(THREE, 20));
    assertThat(admitted(4, bucket, NOON.plusSeconds(80))).isEqualTo(3);
  }

  @Test
  default void whoGoesOnWaitsLongerButNeverLongerThanAWindow() {
    var bucket = stubborn(THREE);
    admitted(3, bucket, NOON);

    assertThat(take(NOON, bucket)).isEqualTo(refused(THREE, 20));
    assertThat(take(NOON, bucket)).isEqualTo(refused(THREE, 40));
    for (int i = 0; i < 200; i++) {
      take(NOON, bucket);
    }
    assertThat(take(NOON, bucket)).isEqualTo(refused(THREE, 60));
    assertThat(take(NOON.plusSeconds(60), bucket)).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  default void aClockThatGoesBackFarHoldsNobodyUp() {
    var patient = patient(THREE);
    var stubborn = stubborn(THREE);
    admitted(3, patient, NOON);
    admitted(200, stubborn, NOON);

    assertThat(take(NOON.minusSeconds(10), patient)).isEqualTo(refused(THREE, 30));
    assertThat(admitted(5, patient, NOON.minusSeconds(3_600))).isEqualTo(3);
    assertThat(admitted(5, stubborn, NOON.minusSeconds(3_600))).isZero();
    assertThat(admitted(5, stubborn, NOON.minusSeconds(3_600).plus(THREE.window()))).isEqualTo(1);
  }

  @Test
  default void whoseClockIsALittleBehindDoesNotEmptyAStubbornBucket() {
    var stubborn = stubborn(THREE);
    admitted(200, stubborn, NOON);

    var behind = NOON.minus(THREE.step()).minusSeconds(1);

    assertThat(admitted(5, stubborn, behind)).isZero();
    assertThat(admitted(5, stubborn, behind.plus(THREE.step()))).isZero();
  }

  @Test
  default void aTryIsTakenFromEachBucketOrFromNone() {
    var narrow = patient(THREE);
    var wide = patient(MANY);
    for (int i = 0; i < 50; i++) {
      throttle().take(List.of(narrow, wide), NOON);
    }

    assertThat(admitted(100, wide, NOON)).isEqualTo(97);
  }

  @Test
  default void theLongestWaitIsTold() {
    var soon = patient(new Quota("soon", 1, Duration.ofSeconds(10)));
    var late = patient(new Quota("late", 1, Duration.ofSeconds(30)));
    throttle().take(List.of(soon, late), NOON);

    assertThat(throttle().take(List.of(soon, late), NOON)).isEqualTo(refused(late.quota(), 30));
    assertThat(throttle().take(List.of(late, soon), NOON)).isEqualTo(refused(late.quota(), 30));
  }

  @Test
  default void oneSubjectsTriesAreNotAnothers() {
    admitted(3, patient(THREE), NOON);

    assertThat(take(NOON, patient(THREE))).isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  default void whatIsGivenBackWasNotTried() {
    var some = patient(THREE);
    var all = patient(THREE);
    for (int i = 0; i < 3; i++) {
      throttle().take(List.of(some, all), NOON);
    }
    throttle().giveBack(List.of(some), List.of(all), NOON);

    assertThat(admitted(5, some, NOON)).isEqualTo(1);
    assertThat(admitted(5, all, NOON)).isEqualTo(3);
  }

  @Test
  default void givingBackToAnEmptyBucketEarnsNothing() {
    var bucket = patient(THREE);
    for (int i = 0; i < 9; i++) {
      throttle().giveBack(List.of(bucket), List.of(), NOON);
    }

    assertThat(admitted(9, bucket, NOON)).isEqualTo(3);
  }

  @Test
  default void aPlaceThatIsKnownIsLeftOut() {
    var subject = fresh();
    var place = fresh();
    var bucket = new Bucket(subject, THREE, false, Optional.of(place));
    var elsewhere = new Bucket(subject, THREE, false, Optional.of(fresh()));
    admitted(3, bucket, NOON);
    throttle().remember(place, NOON.plusSeconds(10));
    throttle().remember(place, NOON.plusSeconds(5));

    assertThat(take(NOON, elsewhere)).isEqualTo(refused(THREE, 20));
    assertThat(admitted(9, bucket, NOON)).isEqualTo(9);
    assertThat(take(NOON, elsewhere)).isEqualTo(refused(THREE, 20));
    assertThat(take(NOON.plusSeconds(10), bucket)).isEqualTo(refused(THREE, 10));
  }

  @Test
  default void whatWasTakenIsToldWithoutWhatWasLeftOut() {
    var place = fresh();
    var always = patient(THREE);
    var elsewhere = new Bucket(fresh(), THREE, false, Optional.of(place));
    var both = List.of(elsewhere, always);

    assertThat(throttle().take(both, NOON)).isEqualTo(new Verdict.Admitted(both));
    throttle().remember(place, NOON.plusSeconds(10));
    assertThat(throttle().take(both, NOON)).isEqualTo(new Verdict.Admitted(List.of(always)));
    assertThat(throttle().take(both, NOON.plusSeconds(10))).isEqualTo(new Verdict.Admitted(both));
  }

  @Test
  default void aThousandAtOnceGetNoMoreThanTheQuota()
      throws InterruptedException, ExecutionException {
    var one = patient(MANY);
    var other = patient(MANY);
    Callable<Boolean> there = () -> admitted(throttle().take(List.of(one, other), NOON));
    Callable<Boolean> back = () -> admitted(throttle().take(List.of(other, one), NOON));
    var admitted = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      var tries = Stream.iterate(0, i -> i + 1).limit(400).map(i -> i % 2 == 0 ? there : back);
      for (var done : threads.invokeAll(tries.toList())) {
        admitted += done.get() ? 1 : 0;
      }
    }

    assertThat(admitted).isEqualTo(100);
  }

  @Test
  default void whatIsEmptyIsForgottenAndNothingElse() {
    var full = patient(THREE);
    admitted(3, full, NOON);
    throttle().remember(fresh(), NOON.plusSeconds(61));
    throttle().forget(NOON.plusSeconds(59), 1_000_000);

    assertThat(take(NOON, full)).isEqualTo(refused(THREE, 20));
    assertThat(throttle().forget(NOON.plusSeconds(60), 1_000_000)).isPositive();
    assertThat(throttle().forget(NOON.plusSeconds(60), 1_000_000)).isZero();
    assertThat(throttle().forget(NOON.plusSeconds(1_000_000), 1_000_000)).isPositive();
  }

  /** As a refusal of what was tried does to the unit of work of a request under a key. */
  @Test
  default void whatWasTriedInAUnitOfWorkThatIsUndoneStaysTried() {
    var tried = patient(THREE);
    var forgiven = patient(THREE);
    var place = fresh();
    var elsewhere = new Bucket(fresh(), THREE, false, Optional.of(place));
    admitted(3, forgiven, NOON);
    undone(
        () -> {
          admitted(3, tried, NOON);
          throttle().giveBack(List.of(), List.of(forgiven), NOON);
          throttle().remember(place, NOON.plusSeconds(10));
        });

    assertThat(take(NOON, tried)).isEqualTo(refused(THREE, 20));
    assertThat(admitted(5, forgiven, NOON)).isEqualTo(3);
    assertThat(admitted(5, elsewhere, NOON)).isEqualTo(5);
  }

  private void undone(Runnable work) {
    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          work.run();
                          throw new IllegalArgumentException("refused");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void nobodyWaitsForTheUnitOfWorkInWhichSomethingWasTried() {
    var bucket = patient(THREE);
    var another =
        transactions()
            .inTransaction(
                () -> {
                  take(NOON, bucket);
                  return CompletableFuture.supplyAsync(() -> take(NOON, bucket))
                      .orTimeout(5, TimeUnit.SECONDS)
                      .join();
                });

    assertThat(another).isInstanceOf(Verdict.Admitted.class);
    assertThat(admitted(5, bucket, NOON)).isEqualTo(1);
  }

  private int admitted(int tries, Bucket bucket, Instant now) {
    var admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += admitted(take(now, bucket)) ? 1 : 0;
    }
    return admitted;
  }

  private static boolean admitted(Verdict verdict) {
    return verdict instanceof Verdict.Admitted;
  }

  private Verdict take(Instant now, Bucket bucket) {
    return throttle().take(List.of(bucket), now);
  }

  private static Verdict refused(Quota quota, long seconds) {
    return new Verdict.Refused(quota, Duration.ofSeconds(seconds));
  }

  private static Bucket patient(Quota quota) {
    return new Bucket(fresh(), quota, false, Optional.empty());
  }

  private static Bucket stubborn(Quota quota) {
    return Bucket.of(quota, fresh());
  }

  private static String fresh() {
    return "subject " + SUBJECTS.incrementAndGet();
  }
}
