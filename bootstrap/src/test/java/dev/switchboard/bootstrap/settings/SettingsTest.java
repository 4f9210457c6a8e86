package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.bootstrap.settings.AccessSettings.Registration;
import dev.switchboard.bootstrap.settings.AccessSettings.RegistrationCompany;
import dev.switchboard.bootstrap.settings.Settings.LogFormat;
import dev.switchboard.bootstrap.settings.Settings.Stage;
import dev.switchboard.web.Proxies;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Path ROOT = Path.of("..");

  @TempDir Path folder;

  @Test
  void withoutAnythingSetTheDefaultsHold() {
    var settings = Settings.from(Map.of());

    assertThat(settings.stage()).isEqualTo(Stage.DEVELOPMENT);
    var server = settings.server();
    assertThat(server.host()).isEqualTo("0.0.0.0");
    assertThat(server.port()).isEqualTo(8000);
    assertThat(server.domain()).isEqualTo("localhost");
    assertThat(server.certificate()).isEmpty();
    assertThat(server.corsOrigins()).containsExactly("*");
    assertThat(server.drain()).isEqualTo(Duration.ofSeconds(2));
    assertThat(server.url(8000)).isEqualTo("http://localhost:8000");
    assertThat(settings.edge().proxies()).isEqualTo(Proxies.NONE);
    assertThat(settings.edge().docs()).isTrue();
    assertThat(settings.storage().dataDirectory()).isEqualTo(Path.of("data"));
    assertThat(settings.storage().database()).isEmpty();
    assertThat(settings.redis()).isEmpty();
    assertThat(settings.storage().poolSize()).isEqualTo(16);
    assertThat(settings.storage().webhookPoolSize()).isEqualTo(6);
    var access = settings.access();
    assertThat(access.jwtSecret()).isEmpty();
    assertThat(access.encryptionKey()).isEmpty();
    assertThat(access.previousJwtSecret()).isEmpty();
    assertThat(access.previousEncryptionKey()).isEmpty();
    assertThat(access.passwordPepper()).isEmpty();
    assertThat(access.accessTokenLife()).isEqualTo(Duration.ofMinutes(30));
    assertThat(access.refreshTokenLife()).isEqualTo(Duration.ofDays(7));
    assertThat(access.adminPassword()).isEmpty();
    assertThat(access.registration()).isEqualTo(Registration.OPEN);
    assertThat(access.registrationCompany()).isEqualTo(RegistrationCompany.DEFAULT);
    var meta = settings.meta();
    assertThat(meta.appId()).isEmpty();
    assertThat(meta.facebookAppSecrets()).isEmpty();
    assertThat(meta.instagramAppSecrets()).isEmpty();
    assertThat(meta.facebookVerifyToken()).isEmpty();
    assertThat(meta.instagramVerifyToken()).isEmpty();
    assertThat(meta.graphVersion()).isEqualTo("v25.0");
    assertThat(meta.graphBaseUrl()).isEqualTo(URI.create("https://graph.facebook.com"));
    assertThat(settings.logs().folder()).isEqualTo(Path.of("logs"));
    assertThat(settings.logs().format()).isEqualTo(LogFormat.PLAIN);
  }

  @Test
  void aRedisIsReadAndAWrongAddressOfOneNotRepeated() {
    assertThat(Settings.from(Map.of("REDIS_URL", "rediss://:secret@cache:6380/2")).redis())
        .hasValueSatisfying(address -> assertThat(address).hasToString("rediss://cache:6380/2"));
    assertThat(
            catchThrowableOfType(
                    InvalidSettings.class,
                    () -> Settings.from(Map.of("REDIS_URL", "http://:secret@cache")))
                .problems())
        .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("REDIS_URL: expected redis://")
        .doesNotContain("secret");
  }

  @Test
  void whatACompanyMayTakeIsBoundedUnlessTheBoundIsNought() {
    var usual = Settings.from(Map.of()).companies();
    assertThat(usual.quotas().requests().orElseThrow().amount()).isEqualTo(1_200_000);
    assertThat(usual.quotas().sends().orElseThrow().amount()).isEqualTo(600_000);
    assertThat(usual.socketsPerCompany()).isEqualTo(50_000);
    assertThat(usual.socketsPerUser()).isEqualTo(1_000);

    var unbounded =
        Settings.from(
                Map.of(
                    "REQUESTS_PER_COMPANY", "0",
                    "SENDS_PER_COMPANY", "0",
                    "SOCKETS_PER_COMPANY", "0",
                    "SOCKETS_PER_USER", "0"))
            .companies();
    assertThat(unbounded.quotas()).isEqualTo(CompanyQuotas.Limits.NONE);
    assertThat(unbounded.socketsPerCompany()).isEqualTo(Integer.MAX_VALUE);
    assertThat(unbounded.socketsPerUser()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void eachVariableReachesItsSetting() throws IOException {
    var pem = Files.writeString(folder.resolve("some.pem"), "x").toString();
    var values = new HashMap<String, String>();
    values.putAll(
        Map.of(
            "ENVIRONMENT", "production",
            "HOST", "127.0.0.1",
            "PORT", "8443",
            "AI_MESSAGE_DOMAIN", "chat.example.com",
            "AI_MESSAGE_SSL_CERT", pem,
            "AI_MESSAGE_SSL_KEY", pem,
            "CORS_ORIGINS", "https://a.example, http://localhost:3000",
            "PASSWORD_MIN_LENGTH", "12",
            "DRAIN_SECONDS", "0",
            "DATA_DIR", "elsewhere"));
    values.putAll(
        Map.of(
            "DATABASE_URL", "postgresql://u:p@db:5433/sb",
            "DB_POOL_SIZE", "20",
            "DB_WEBHOOK_POOL_SIZE", "4",
            "JWT_SECRET", SECRET,
            "ENCRYPTION_KEY", SECRET + "x",
            "JWT_ALGORITHM", "HS256",
            "JWT_EXPIRATION_MINUTES", "15",
            "REFRESH_EXPIRATION_DAYS", "14",
            "ADMIN_PASSWORD", "correct horse",
            "REGISTRATION", "Invite"));
    values.putAll(
        Map.of(
            "REGISTRATION_COMPANY", "own",
            "FACEBOOK_APP_ID", "42",
            "FACEBOOK_APP_SECRET", "facebook-secret-1",
            "FACEBOOK_APP_SECRET_PREVIOUS", "facebook-secret-0",
            "INSTAGRAM_APP_SECRET", "instagram-secret-1",
            "INSTAGRAM_APP_SECRET_ALT", "instagram-secret-0",
            "FACEBOOK_WEBHOOK_VERIFY_TOKEN", "vf",
            "INSTAGRAM_WEBHOOK_VERIFY_TOKEN", "vi",
            "GRAPH_VERSION", "v26.0"));
    values.putAll(
        Map.of(
            "GRAPH_BASE_URL",
            "http://127.0.0.1:9000/",
            "AI_MESSAGE_LOGS_FOLDER",
            "/var/log/sb",
            "LOG_FORMAT",
            "json",
            "JWT_SECRET_PREVIOUS",
            SECRET + "a",
            "ENCRYPTION_KEY_PREVIOUS",
            SECRET + "b",
            "PASSWORD_PEPPER",
            SECRET + "c",
            "TRUSTED_PROXIES",
            "10.0.0.0/8, ::1"));

    var settings = Settings.from(values);

    assertThat(settings.stage()).isEqualTo(Stage.PRODUCTION);
    var server = settings.server();
    assertThat(server.host()).isEqualTo("127.0.0.1");
    assertThat(server.url(server.port())).isEqualTo("https://chat.example.com:8443");
    assertThat(server.certificate().orElseThrow().key()).isEqualTo(Path.of(pem));
    assertThat(server.corsOrigins()).containsExactly("https://a.example", "http://localhost:3000");
    assertThat(server.drain()).isZero();
    assertThat(settings.edge().proxies()).isEqualTo(Proxies.of(List.of("10.0.0.0/8", "::1")));
    assertThat(settings.storage().dataDirectory()).isEqualTo(Path.of("elsewhere"));
    assertThat(settings.storage().database())
        .contains(new DatabaseUrl("jdbc:postgresql://db:5433/sb", "u", "p"));
    assertThat(settings.storage().poolSize()).isEqualTo(20);
    assertThat(settings.storage().webhookPoolSize()).isEqualTo(4);
    var access = settings.access();
    assertThat(access.jwtSecret()).contains(SECRET);
    assertThat(access.encryptionKey()).contains(SECRET + "x");
    assertThat(access.previousJwtSecret()).contains(SECRET + "a");
    assertThat(access.previousEncryptionKey()).contains(SECRET + "b");
    assertThat(access.passwordPepper()).contains(SECRET + "c");
    assertThat(access.accessTokenLife()).isEqualTo(Duration.ofMinutes(15));
    assertThat(access.refreshTokenLife()).isEqualTo(Duration.ofDays(14));
    assertThat(access.minPassword()).isEqualTo(12);
    assertThat(access.adminPassword()).contains("correct horse");
    assertThat(access.registration()).isEqualTo(Registration.INVITE);
    assertThat(access.registrationCompany()).isEqualTo(RegistrationCompany.OWN);
    var meta = settings.meta();
    assertThat(meta.appId()).contains("42");
    assertThat(meta.facebookAppSecrets()).containsExactly("facebook-secret-1", "facebook-secret-0");
    assertThat(meta.instagramAppSecrets())
        .containsExactly("instagram-secret-1", "instagram-secret-0");
    assertThat(meta.facebookVerifyToken()).contains("vf");
    assertThat(meta.instagramVerifyToken()).contains("vi");
    assertThat(meta.graphVersion()).isEqualTo("v26.0");
    assertThat(meta.graphBaseUrl()).isEqualTo(URI.create("http://127.0.0.1:9000"));
    assertThat(settings.logs().folder()).isEqualTo(Path.of("/var/log/sb"));
    assertThat(settings.logs().format()).isEqualTo(LogFormat.JSON);
  }

  @Test
  void theAncestorsNamesOfHostAndPortStillWorkAndTheShortOnesWin() {
    var aliases = Map.of("AI_MESSAGE_HOST", "127.0.0.2", "AI_MESSAGE_PORT", "9001");
    assertThat(Settings.from(aliases).server().host()).isEqualTo("127.0.0.2");
    assertThat(Settings.from(aliases).server().port()).isEqualTo(9001);

    var both = new HashMap<>(aliases);
    both.put("PORT", "9002");
    assertThat(Settings.from(both).server().port()).isEqualTo(9002);
  }

  @Test
  void instagramUsesFacebooksSecretsAndTheCommonVerifyTokenWhereItHasNoneOfItsOwn() {
    var meta =
        Settings.from(
                Map.of(
                    "FACEBOOK_APP_SECRET", "one-facebook-secret,two-facebook-secret",
                    "VERIFY_TOKEN", "both"))
            .meta();

    assertThat(meta.instagramAppSecrets())
        .containsExactly("one-facebook-secret", "two-facebook-secret");
    assertThat(meta.facebookVerifyToken()).contains("both");
    assertThat(meta.instagramVerifyToken()).contains("both");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT|65536|PORT: expected a whole number from 0 to 65535",
        "PORT|http|PORT: expected a whole number from 0 to 65535",
        "AI_MESSAGE_PORT|-1|AI_MESSAGE_PORT: expected a whole number from 0 to 65535",
        "ENVIRONMENT|staging|ENVIRONMENT: expected one of development, production",
        "CORS_ORIGINS|*,https://a.example|CORS_ORIGINS: expected exact origins",
        "CORS_ORIGINS|https://a.example/|CORS_ORIGINS: expected exact origins",
        "TRUSTED_PROXIES|10.0.0.0/33|TRUSTED_PROXIES: expected addresses or networks",
        "TRUSTED_PROXIES|proxy.internal|TRUSTED_PROXIES: expected addresses or networks",
        "AI_MESSAGE_SSL_CERT|/no/such.pem|AI_MESSAGE_SSL_CERT: expected a readable PEM file",
        "DATABASE_URL|mysql://u:p@h/d|DATABASE_URL: expected postgresql://",
        "DATABASE_URL|postgresql://h/d|DATABASE_URL: expected postgresql://",
        "DATABASE_URL|postgresql://u:p@h:x/d|DATABASE_URL: expected postgresql://",
        "DB_POOL_SIZE|1|DB_POOL_SIZE: expected a whole number",
        "JWT_SECRET|short|JWT_SECRET: expected a random secret of at least 32 bytes",
        "JWT_SECRET|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|JWT_SECRET: expected a random secret",
        "JWT_SECRET|change-me-change-me-change-me-change-me-1|JWT_SECRET: expected a random secret",
        "ENCRYPTION_KEY|short|ENCRYPTION_KEY: expected a random secret of at least 32 bytes",
        "JWT_ALGORITHM|none|JWT_ALGORITHM: expected HS256",
        "JWT_EXPIRATION_MINUTES|0|JWT_EXPIRATION_MINUTES: expected a whole number",
        "PASSWORD_MIN_LENGTH|7|PASSWORD_MIN_LENGTH: expected a whole number from 8 to 64",
        "ADMIN_PASSWORD|short|ADMIN_PASSWORD: expected at least 8 characters",
        "REGISTRATION|maybe|REGISTRATION: expected one of open, invite, closed",
        "FACEBOOK_APP_SECRET|${SECRET_OF_FB}|FACEBOOK_APP_SECRET: expected the app secret",
        "INSTAGRAM_APP_SECRET_ALT|short|INSTAGRAM_APP_SECRET_ALT: expected the app secret",
        "GRAPH_VERSION|23|GRAPH_VERSION: expected a version like v25.0",
        "GRAPH_BASE_URL|ftp://x|GRAPH_BASE_URL: expected an address",
        "DOCS|maybe|DOCS: expected one of on, off",
        "LOG_FORMAT|xml|LOG_FORMAT: expected one of plain, json",
      })
  void aWrongValueIsRefusedByNameAndWithoutRepeatingIt(String name, String value, String said) {
    assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
        .isInstanceOf(InvalidSettings.class)
        .message()
        .startsWith(said)
        .satisfies(
            message -> assertThat(message.replaceFirst(".*?: ", "")).doesNotContain(value + "\n"));
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    var wrong = Map.of("PORT", "x", "LOG_FORMAT", "x", "ENVIRONMENT", "production");

    var refused = catchThrowableOfType(InvalidSettings.class, () -> Settings.from(wrong));

    assertThat(refused.problems())
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactlyInAnyOrder("PORT", "LOG_FORMAT", "JWT_SECRET", "ENCRYPTION_KEY");
  }

  @Test
  void productionIsClosedToNewcomersUnlessToldOtherwise() {
    var production =
        Map.of("ENVIRONMENT", "production", "JWT_SECRET", SECRET, "ENCRYPTION_KEY", SECRET);

    assertThat(Settings.from(production).access().registration()).isEqualTo(Registration.CLOSED);
  }

  @Test
  void productionDoesNotDescribeItselfUnlessToldTo() {
    var production = new HashMap<String, String>();
    production.putAll(
        Map.of("ENVIRONMENT", "production", "JWT_SECRET", SECRET, "ENCRYPTION_KEY", SECRET));
    assertThat(Settings.from(production).edge().docs()).isFalse();

    production.put("DOCS", "on");
    assertThat(Settings.from(production).edge().docs()).isTrue();
    assertThat(Settings.from(Map.of("DOCS", "off")).edge().docs()).isFalse();
  }

  @Test
  void theEnvironmentWinsOverTheFileAndABlankOneDoesNot() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "PORT=9001\nHOST=10.0.0.1\n");

    var settings = Settings.from(Map.of("PORT", "9002", "HOST", ""), file);

    assertThat(settings.server().port()).isEqualTo(9002);
    assertThat(settings.server().host()).isEqualTo("10.0.0.1");
  }

  @Test
  void theExampleFileNamesExactlyTheSettingsThatAreUnderstood() throws IOException {
    var documented = new TreeSet<String>();
    var matcher =
        Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]+)=")
            .matcher(Files.readString(ROOT.resolve(".env.example")));
    while (matcher.find()) {
      documented.add(matcher.group(1));
    }

    assertThat(documented).isEqualTo(Settings.names());
  }

  @Test
  void theExampleFileCanBeCopiedAsItIs() {
    assertThat(Settings.from(Map.of(), ROOT.resolve(".env.example")))
        .isEqualTo(Settings.from(Map.of()));
  }

  @Test
  void settingsDoNotPrintSecrets() {
    var printed =
        Settings.from(
                Map.of(
                    "JWT_SECRET", SECRET,
                    "FACEBOOK_APP_SECRET", "facebook-secret-1",
                    "DATABASE_URL", "postgresql://u:hidden@db/sb?password=hidden"))
            .toString();

    assertThat(List.of(SECRET, "facebook-secret-1", "hidden")).noneMatch(printed::contains);
  }
}
