package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.meta.sandbox.Behaviour.Line;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
  private static final String HELLO = "{\"text\":\"hello\"}";

  private final MetaSandbox sandbox =
      MetaSandbox.start(MetaSandbox.Options.of("secret", new SettableClock()));
  private final Product product = new Product(sandbox);
  private final SandboxAccount page = sandbox.page("100", "page-token");

  @BeforeEach
  void write() {
    sandbox.customer("100", "1").says("hi");
  }

  @AfterEach
  void stop() {
    product.close();
    sandbox.close();
  }

  @Test
  void aCallIsScriptedByItsNumber() throws IOException {
    sandbox
        .script("100")
        .call(2, Behaviour.fails(GraphError.TEMPORARY))
        .next(Behaviour.fails(GraphError.TOKEN_EXPIRED));

    assertThat(product.send(page, "1", HELLO).statusCode()).isEqualTo(401);
    assertThat(product.send(page, "1", HELLO).statusCode()).isEqualTo(500);
    assertThat(product.send(page, "1", HELLO).statusCode()).isEqualTo(200);
    assertThat(sandbox.ledger().sent()).hasSize(1);
    assertThat(sandbox.ledger().calls("/messages"))
        .extracting(Ledger.Call::outcome)
        .containsExactly("error 401", "error 500", "ok");
  }

  @Test
  void anErrorMayHideThatTheMessageWentOut() throws IOException {
    sandbox.script("100").next(Behaviour.fails(GraphError.MAYBE_SENT).butAccepted());

    var answer = product.send(page, "1", HELLO);

    assertThat(Product.json(answer).at("/error/error_subcode").asInt()).isEqualTo(1357046);
    assertThat(sandbox.ledger().sentTo("1")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = Line.class, names = "ANSWERS", mode = EnumSource.Mode.EXCLUDE)
  void aLostAnswerLeavesOpenWhetherTheMessageWentOut(Line line) throws IOException {
    sandbox.script("100").next(Behaviour.loses(line), Behaviour.acceptsAnd(line));

    assertThatThrownBy(() -> product.send(page, "1", HELLO)).isInstanceOf(IOException.class);
    assertThat(sandbox.ledger().sent()).isEmpty();
    assertThatThrownBy(() -> product.send(page, "1", HELLO)).isInstanceOf(IOException.class);
    assertThat(sandbox.ledger().sent()).hasSize(1);
    assertThat(product.send(page, "1", HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void anAnswerMayComeTooLate() {
    sandbox.script("100").next(Behaviour.WELL.after(Duration.ofSeconds(30)));

    assertThatThrownBy(() -> product.send(page, "1", HELLO))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(sandbox.ledger().sent()).hasSize(1);
  }

  @Test
  void headersTellTheUsage() throws IOException {
    sandbox
        .script("100")
        .next(Behaviour.fails(GraphError.RATE_LIMITED).withHeader("X-App-Usage", "{\"x\":1}"));

    var answer = product.send(page, "1", HELLO);

    assertThat(answer.headers().firstValue("X-App-Usage")).hasValue("{\"x\":1}");
  }

  @Test
  void otherCallsHaveScriptsOfTheirOwn() throws IOException {
    sandbox
        .script("100", MetaSandbox.Operation.PROFILE)
        .always(Behaviour.fails(GraphError.PERMISSION));

    assertThat(product.get("/1", "page-token").statusCode()).isEqualTo(403);
    assertThat(product.send(page, "1", HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void theLedgerKeepsWhatWasAskedButNoToken() throws IOException {
    product.raw("POST", "/me/messages", "page-token", "{\"access_token\":\"page-token\"}");

    var call = sandbox.ledger().calls().getLast();
    assertThat(call.path()).isEqualTo("/me/messages");
    assertThat(call.at()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(call.body().toString()).doesNotContain("page-token");
  }
}
