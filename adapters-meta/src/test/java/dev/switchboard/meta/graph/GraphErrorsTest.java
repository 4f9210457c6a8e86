package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.domain.channel.Platform;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the error table over real HTTP. */
class GraphErrorsTest {
  private static GraphStub stub;

  @BeforeAll
  static void start() {
    stub = new GraphStub();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  @ParameterizedTest
  @CsvSource({
    // status, code, subcode, kind, code for the agent, tries
    "400, 1, 0, RETRY, platform_temporary, 5",
    "500, 1, 99, RETRY, platform_temporary, 5",
    "500, 2, 0, RETRY, platform_temporary, 5",
    "400, 1200, 0, RETRY, platform_temporary, 5",
    "500, 1, 1357046, AMBIGUOUS, delivery_unknown, 8",
    "500, 0, 0, AMBIGUOUS, delivery_unknown, 8",
    "503, 77777, 0, AMBIGUOUS, delivery_unknown, 8",
    "400, 4, 0, RATE_LIMITED, rate_limited, 8",
    "400, 17, 0, RATE_LIMITED, rate_limited, 8",
    "400, 32, 0, RATE_LIMITED, rate_limited, 8",
    "400, 613, 0, RATE_LIMITED, rate_limited, 8",
    "400, 613, 2534040, RATE_LIMITED, rate_limited, 8",
    "400, 80006, 0, RATE_LIMITED, rate_limited, 8",
    "400, 80007, 0, RATE_LIMITED, rate_limited, 8",
    "429, 0, 0, RATE_LIMITED, rate_limited, 8",
    "400, 613, 2018338, STOP_TAG, tag_misuse, 8",
    "400, 10, 2018278, OUTSIDE_WINDOW, outside_messaging_window, 8",
    "403, 10, 2534022, OUTSIDE_WINDOW, outside_messaging_window, 8",
    "400, 10, 2018065, OUTSIDE_WINDOW, outside_messaging_window, 8",
    "400, 10, 2018108, PERMANENT, recipient_unavailable, 8",
    "403, 10, 0, CHANNEL_BROKEN, channel_permission, 8",
    "403, 200, 0, CHANNEL_BROKEN, channel_permission, 8",
    "403, 200, 2018028, CHANNEL_BROKEN, channel_permission, 8",
    "400, 3, 0, CHANNEL_BROKEN, channel_permission, 8",
    "400, 10, 1893063, CHANNEL_SUSPENDED, channel_suspended, 8",
    "400, 2022, 0, CHANNEL_SUSPENDED, channel_suspended, 8",
    "400, 368, 0, CHANNEL_SUSPENDED, channel_suspended, 8",
    "400, 10, 2018300, THREAD_NOT_OWNED, thread_not_owned, 8",
    "400, 2018300, 0, THREAD_NOT_OWNED, thread_not_owned, 8",
    "400, 2018321, 0, THREAD_NOT_OWNED, thread_not_owned, 8",
    "400, 100, 2018321, THREAD_NOT_OWNED, thread_not_owned, 8",
    "400, 100, 2534037, THREAD_NOT_OWNED, thread_not_owned, 8",
    "400, 100, 2018001, PERMANENT, recipient_unknown, 8",
    "400, 100, 2534014, PERMANENT, recipient_unknown, 8",
    "400, 100, 33, PERMANENT, recipient_unknown, 8",
    "400, 100, 2018008, RETRY, attachment_refused, 2",
    "400, 100, 2018047, RETRY, attachment_refused, 2",
    "400, 100, 2018294, RETRY, attachment_refused, 2",
    "400, 100, 2018109, RETRY, attachment_refused, 2",
    "400, 100, 0, PERMANENT, bad_request, 8",
    "400, 100, 2018014, PERMANENT, bad_request, 8",
    "401, 190, 0, CHANNEL_REAUTH, channel_reauth, 8",
    "400, 190, 458, CHANNEL_REAUTH, channel_reauth, 8",
    "400, 190, 459, CHANNEL_REAUTH, channel_reauth, 8",
    "400, 190, 460, CHANNEL_REAUTH, channel_reauth, 8",
    "400, 190, 463, CHANNEL_REAUTH, channel_reauth, 8",
    "400, 190, 464, CHANNEL_REAUTH, channel_reauth, 8",
    "400, 190, 467, CHANNEL_REAUTH, channel_reauth, 8",
    "400, 551, 0, PERMANENT, recipient_unavailable, 8",
    "400, 551, 1545041, PERMANENT, recipient_unavailable, 8",
    "400, 200, 1545041, PERMANENT, recipient_unavailable, 8",
    "400, 200, 2534041, CHANNEL_BROKEN, channel_access_off, 8",
    "400, 9000001, 0, PERMANENT, reference_deleted, 8",
    "400, 10900, 0, PERMANENT, reference_deleted, 8",
    "400, 131047, 0, OUTSIDE_WINDOW, outside_messaging_window, 8",
    "400, 131026, 0, PERMANENT, recipient_unavailable, 8",
    "400, 131051, 0, PERMANENT, bad_request, 8",
    "400, 131009, 0, PERMANENT, bad_request, 8",
    "429, 130429, 0, RATE_LIMITED, rate_limited, 8",
    "400, 131048, 0, RATE_LIMITED, rate_limited, 8",
    "400, 131056, 0, RATE_LIMITED, rate_limited, 8",
    "500, 131000, 0, RETRY, platform_temporary, 5",
    "500, 131016, 0, RETRY, platform_temporary, 5",
    "400, 88888, 0, PERMANENT, platform_refused, 8",
  })
  void isClassifiedByCodeAndNotByText(
      int status, int code, int subcode, SendFailure.Kind kind, String name, int attempts) {
    stub.answer(
        status,
        """
        {"error":{"message":"(#%s) Das h\\u00e4ngt von der Sprache ab, token expired, window",
         "type":"OAuthException","code":%s,"error_subcode":%s,"fbtrace_id":"AbC-123_x"}}
        """
            .formatted(code, code, subcode));

    var failure = refused();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.error().code()).isEqualTo(name);
    assertThat(failure.attempts()).isEqualTo(attempts);
    assertThat(failure.error().detail()).contains("AbC-123_x").doesNotContain("Sprache");
  }

  @ParameterizedTest
  @CsvSource({
    "200, <html>Login</html>, AMBIGUOUS",
    "200, '', AMBIGUOUS",
    "200, [], AMBIGUOUS",
    "200, '{\"recipient_id\":\"1\"}', AMBIGUOUS",
    "302, '', AMBIGUOUS",
    "500, <html>, AMBIGUOUS",
    "502, '', AMBIGUOUS",
    "429, '', RATE_LIMITED",
    "413, <html>, PERMANENT",
    "404, <html>, PERMANENT",
  })
  void anAnswerThatIsNoneOfGraphsIsJudgedByItsStatus(
      int status, String body, SendFailure.Kind kind) {
    stub.answer(status, body);

    assertThat(refused().kind()).isEqualTo(kind);
  }

  /** Each with breakers of its own. */
  private static SendFailure refused() {
    var channel = new GraphChannel(Targets.config(stub.url()), Clock.systemUTC());
    var sent = channel.send(Targets.on(Platform.FACEBOOK), Targets.text("hello"));
    assertThat(sent).isInstanceOf(Sent.Refused.class);
    return ((Sent.Refused) sent).failure();
  }
}
