package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What refreshing does over every storage, also when everybody comes at once. */
public interface RefreshContract extends AccountPorts {
  Optional<String> FROM = Optional.of("192.0.2.7");
  Duration AFTER_THE_GRACE = Duration.ofSeconds(11);

  @Test
  default void aTokenIsExchangedForAnotherPair() {
    var world = new AccountsWorld(this);
    var user = user(world);
    var first = world.logIn(user).tokens();

    var second = world.refresh.handle(first.refreshToken(), FROM);
    var third = world.refresh.handle(second.refreshToken(), FROM);

    assertThat(List.of(first.refreshToken(), second.refreshToken(), third.refreshToken()))
        .doesNotHaveDuplicates();
    assertThat(world.accessTokens.verify(third.accessToken()).orElseThrow().user())
        .isEqualTo(user.id());
  }

  @Test
  default void aTokenThatComesBackEndsTheWholeSession() {
    var world = new AccountsWorld(this);
    var stolen = world.logIn(user(world)).tokens();
    var next = world.refresh.handle(stolen.refreshToken(), FROM);
    var session = world.accessTokens.verify(next.accessToken()).orElseThrow().session();

    world.pass(AFTER_THE_GRACE);
    refused(world, stolen.refreshToken());

    refused(world, next.refreshToken());
    assertThat(world.revoked).containsExactly(session);
  }

  @Test
  default void aTokenThatComesBackAtOnceYieldsTheSameSuccessor() {
    var world = new AccountsWorld(this);
    var first = world.logIn(user(world)).tokens();
    var next = world.refresh.handle(first.refreshToken(), FROM);

    world.pass(Duration.ofSeconds(9));

    assertThat(world.refresh.handle(first.refreshToken(), FROM).refreshToken())
        .isEqualTo(next.refreshToken());
    assertThat(world.revoked).isEmpty();
  }

  @Test
  default void aTokenWhoseSuccessorIsUsedEndsTheWholeSessionHoweverSoonItComesBack() {
    var world = new AccountsWorld(this);
    var stolen = world.logIn(user(world)).tokens();
    var next = world.refresh.handle(stolen.refreshToken(), FROM);
    var last = world.refresh.handle(next.refreshToken(), FROM);
    var session = world.accessTokens.verify(last.accessToken()).orElseThrow().session();

    refused(world, stolen.refreshToken());

    refused(world, last.refreshToken());
    assertThat(world.revoked).containsExactly(session);
    assertThat(world.notices.told())
        .extracting(RecordedNotices.Notice::what)
        .containsExactly("tokenReused");
  }

  @Test
  default void anAccessTokenIsGoodForWholeMinutesWheneverItIsGiven() {
    var world = new AccountsWorld(this);
    world.pass(Duration.ofMillis(999));

    assertThat(world.logIn(user(world)).tokens().expiresIn()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  default void ofManyAtOnceAllGetTheOneSuccessor() throws Exception {
    var world = new AccountsWorld(this);
    var first = world.logIn(user(world)).tokens().refreshToken();

    Callable<String> refresh = () -> world.refresh.handle(first, FROM).refreshToken();
    var successors = inParallel(Collections.nCopies(50, refresh));

    assertThat(new HashSet<>(successors)).hasSize(1);
    assertThat(world.refresh.handle(successors.getFirst(), FROM).refreshToken()).isNotEmpty();
  }

  @Test
  default void aSessionLastsSevenDaysHoweverOftenItIsRenewed() {
    var world = new AccountsWorld(this);
    var token = world.logIn(user(world)).tokens().refreshToken();
    for (int day = 1; day <= 6; day++) {
      world.pass(Duration.ofDays(1));
      token = world.refresh.handle(token, FROM).refreshToken();
    }
    world.pass(Duration.ofDays(1).minusMinutes(10));
    var last = world.refresh.handle(token, FROM);

    assertThat(last.expiresIn()).isEqualTo(Duration.ofMinutes(10));
    world.pass(Duration.ofMinutes(10));
    refused(world, last.refreshToken());
  }

  @Test
  default void aLoggedOutSessionYieldsNothing() {
    var world = new AccountsWorld(this);
    var user = user(world);
    var tokens = world.logIn(user).tokens();
    var session = world.accessTokens.verify(tokens.accessToken()).orElseThrow().session();
    world.logOut.handle(world.as(user, session), Optional.empty());

    refused(world, tokens.refreshToken());
  }

  @Test
  default void aDisabledUserIsToldSoOnRefreshing() {
    var world = new AccountsWorld(this);
    var user = user(world);
    var tokens = world.logIn(user).tokens();
    changed(user, one -> one.activated(false, NOON));

    assertThatThrownBy(() -> world.refresh.handle(tokens.refreshToken(), FROM))
        .hasMessage("user_disabled");
  }

  @Test
  default void whatWasNeverGivenOutIsRefused() {
    var world = new AccountsWorld(this);
    var tokens = world.logIn(user(world)).tokens();
    var real = tokens.refreshToken();

    for (var text :
        List.of(
            "",
            "x",
            tokens.accessToken(),
            "rt_1_",
            real + "x",
            real.substring(0, real.length() - 1) + (real.endsWith("A") ? "B" : "A"),
            real.replaceFirst("rt_[0-9]+_", "rt_999999999999999999_"))) {
      refused(world, text);
    }
    assertThat(world.refresh.handle(real, FROM).refreshToken()).isNotEqualTo(real);
  }

  private User user(AccountsWorld world) {
    return world.stored(aUser(newCompany()));
  }

  private static void refused(AccountsWorld world, String token) {
    assertThatThrownBy(() -> world.refresh.handle(token, FROM)).hasMessage("invalid_refresh_token");
  }

  private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (var done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    }
  }
}
