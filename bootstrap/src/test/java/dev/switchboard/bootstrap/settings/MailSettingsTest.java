package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchboard.bootstrap.settings.MailSettings.Security;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {
  private static final Map<String, String> SMTP =
      Map.of("SMTP_HOST", "mail.example.test", "SMTP_FROM", "no-reply@example.test");

  private static MailSettings of(Map<String, String> values) {
    return Settings.from(values).mail();
  }

  private static Map<String, String> with(String... more) {
    var values = new HashMap<>(SMTP);
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return values;
  }

  private static List<String> problems(Map<String, String> values) {
    var refused = catchThrowableOfType(InvalidSettings.class, () -> Settings.from(values));
    return refused == null ? List.of() : refused.problems();
  }

  @Test
  void withoutAnythingSetDevelopmentWritesFiles() {
    var mail = of(Map.of());

    assertThat(mail.smtp()).isEmpty();
    assertThat(mail.resets()).isTrue();
    assertThat(mail.resetLife()).isEqualTo(Duration.ofMinutes(60));
    assertThat(mail.senderName()).isEqualTo("Switchboard");
    assertThat(mail.frontend()).isEmpty();
    assertThat(mail.support()).isEmpty();
    assertThat(mail.resetSubject()).isEmpty();
  }

  @Test
  void productionWithoutAServerHasNoResets() {
    var secret = "0123456789abcdef0123456789abcdef";

    var mail =
        of(Map.of("ENVIRONMENT", "production", "JWT_SECRET", secret, "ENCRYPTION_KEY", secret));

    assertThat(mail.resets()).isFalse();
  }

  @Test
  void eachVariableReachesItsSetting() {
    var mail =
        of(
            with(
                "SMTP_PORT", "2525",
                "SMTP_USER", "shop",
                "SMTP_PASSWORD", "s3cret",
                "SMTP_FROM_NAME", "Shop",
                "SUPPORT_CONTACT_EMAIL", "help@example.test",
                "PASSWORD_RESET_TOKEN_MINUTES", "15",
                "PASSWORD_RESET_EMAIL_SUBJECT", "New password",
                "FRONTEND_BASE_URL", "https://app.example.test/in/",
                "ENABLE_FORGOT_PASSWORD", "false"));

    var smtp = mail.smtp().orElseThrow();
    assertThat(smtp.host()).isEqualTo("mail.example.test");
    assertThat(smtp.port()).isEqualTo(2525);
    assertThat(smtp.security()).isEqualTo(Security.STARTTLS);
    assertThat(smtp.user()).contains("shop");
    assertThat(smtp.password()).contains("s3cret");
    assertThat(smtp.toString()).doesNotContain("s3cret");
    assertThat(mail.senderAddress()).isEqualTo("no-reply@example.test");
    assertThat(mail.senderName()).isEqualTo("Shop");
    assertThat(mail.support()).contains("help@example.test");
    assertThat(mail.resetLife()).isEqualTo(Duration.ofMinutes(15));
    assertThat(mail.resetSubject()).contains("New password");
    assertThat(mail.frontend()).contains(URI.create("https://app.example.test/in"));
    assertThat(mail.resets()).isFalse();
  }

  @Test
  void othersNamesOfASettingCountWhereItIsMissing() {
    var mail =
        of(
            Map.of(
                "SMTP_HOST", "mail.example.test",
                "SMTP_USERNAME", "shop@example.test",
                "SMTP_PASSWORD", "s3cret"));
    assertThat(mail.smtp().orElseThrow().user()).contains("shop@example.test");
    assertThat(mail.senderAddress()).isEqualTo("shop@example.test");

    for (var name : List.of("APP_BASE_URL", "PUBLIC_APP_URL", "FRONTEND_URL")) {
      assertThat(of(Map.of(name, "http://localhost:3000")).frontend())
          .isEqualTo(Optional.of(URI.create("http://localhost:3000")));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false, TLS, 465", "false, true, STARTTLS, 587", "false, false, NONE, 587"})
  void theConnectionIsProtectedAsToldAndByStartTlsUntold(
      String ssl, String startTls, Security security, int port) {
    var smtp = of(with("SMTP_SSL", ssl, "SMTP_USE_TLS", startTls)).smtp().orElseThrow();

    assertThat(smtp.security()).isEqualTo(security);
    assertThat(smtp.port()).isEqualTo(port);
    assertThat(of(with("SMTP_SSL", "true")).smtp().orElseThrow().security())
        .isEqualTo(Security.TLS);
    assertThat(of(SMTP).smtp().orElseThrow().security()).isEqualTo(Security.STARTTLS);
  }

  @ParameterizedTest
  @CsvSource({
    "SMTP_PORT, 0",
    "SMTP_PORT, many",
    "SMTP_USE_TLS, perhaps",
    "SMTP_FROM, nobody",
    "SUPPORT_CONTACT_EMAIL, nobody",
    "PASSWORD_RESET_TOKEN_MINUTES, 61",
    "PASSWORD_RESET_TOKEN_MINUTES, 0",
    "ENABLE_FORGOT_PASSWORD, 2",
    "FRONTEND_BASE_URL, app.example.test",
    "FRONTEND_BASE_URL, javascript:alert(1)",
    "FRONTEND_BASE_URL, https://user@example.test",
    "FRONTEND_BASE_URL, https://example.test?x=1",
    "FRONTEND_URL, ftp://example.test"
  })
  void aWrongValueStopsTheStartWithItsName(String name, String value) {
    assertThat(problems(with(name, value))).hasSize(1).first().asString().startsWith(name + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SMTP_USER", "SMTP_PASSWORD"})
  void userAndPasswordGoTogether(String name) {
    assertThat(problems(with(name, "x"))).hasSize(1);
  }

  @Test
  void whatMakesNoSenseTogetherStopsTheStart() {
    assertThat(problems(with("SMTP_SSL", "true", "SMTP_USE_TLS", "true"))).hasSize(1);
    assertThat(problems(Map.of("SMTP_HOST", "mail.example.test")))
        .containsExactly("SMTP_FROM: expected with SMTP_HOST, the address that mail is sent from");
    assertThat(problems(Map.of("SMTP_USER", "shop", "SMTP_PASSWORD", "s3cret")))
        .containsExactly("SMTP_HOST: expected with SMTP_USER");
    var secret = "0123456789abcdef0123456789abcdef";
    assertThat(
            problems(
                with(
                    "ENVIRONMENT", "production",
                    "JWT_SECRET", secret,
                    "ENCRYPTION_KEY", secret)))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("FRONTEND_BASE_URL: ");
  }
}
