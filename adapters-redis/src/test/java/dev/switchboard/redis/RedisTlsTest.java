package dev.switchboard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.stream.StreamBusContract.Heard;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code rediss://} to a server that speaks nothing but TLS. Who is trusted is what the operator
 * can say too: the JVM's trust store, by its system properties.
 */
class RedisTlsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CompanyId ACME = new CompanyId(7);
  private static final UserId ADA = new UserId(1);
  private static final Quota QUOTA = new Quota("some", 1_000, Duration.ofMinutes(1));
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final Map<String, String> ALL =
      Map.of(STORE, "", STORE + "Password", TestAuthority.PASSWORD, STORE + "Type", "PKCS12");

  private final Map<String, String> before =
      ALL.keySet().stream()
          .filter(name -> System.getProperty(name) != null)
          .collect(Collectors.toMap(name -> name, System::getProperty));

  @TempDir Path folder;
  private TestAuthority trusted;

  @BeforeEach
  void trustOne() throws IOException, GeneralSecurityException {
    trusted = TestAuthority.in(folder.resolve("trusted"));
    ALL.forEach(System::setProperty);
    System.setProperty(STORE, trusted.trustStore().toString());
  }

  @AfterEach
  void trustAsBefore() {
    ALL.keySet().forEach(System::clearProperty);
    before.forEach(System::setProperty);
  }

  @Test
  void fromWhoIsTrustedHintsPresenceAndQuotasGoThrough() throws Exception {
    try (var server = server(trusted.issue("dns:localhost"));
        var one = Nodes.connected(address(server), Nodes.PATIENT, "tls");
        var other = Nodes.connected(address(server), Nodes.PATIENT, "tls")) {
      var heard = new Heard(new CopyOnWriteArrayList<>());
      other.bus().subscribe(heard);
      one.bus().reached(ACME, 1);

      await().until(() -> heard.heard().contains("7 reached 1"));
      assertThat(one.attendance().exchange(ACME, Set.of(ADA))).isPresent();
      assertThat(other.attendance().exchange(ACME, Set.of())).contains(Set.of(ADA));
      assertThat(one.allowances().take(ACME, QUOTA, NOON)).isEmpty();
      assertThat(one.figures().alone()).isZero();
      assertThat(one.figures().failures()).isZero();
    }
  }

  /** They call themselves as whoever is trusted does. */
  @Test
  void aCertificateOfSomebodyWhoIsNotTrustedIsRefused() throws Exception {
    var stranger = TestAuthority.in(folder.resolve("stranger"));

    refused(stranger.issue("dns:localhost"), "CertPath");
  }

  @Test
  void aCertificateOfAnotherHostIsRefusedWhoeverSignedIt() throws Exception {
    refused(trusted.issue("dns:redis.example"), "matching localhost");
  }

  private static void refused(TestAuthority.Identity identity, String why) {
    try (var logged = new LogLines();
        var server = server(identity);
        var node = Nodes.open(address(server), Nodes.PATIENT, "tls")) {
      await().atMost(Duration.ofMinutes(1)).until(() -> logged.tellOf(why));

      assertThat(node.up()).isFalse();
      assertThat(node.attendance().exchange(ACME, Set.of(ADA))).isEmpty();
      assertThat(logged.all()).noneMatch(line -> line.contains("right-secret"));
    }
  }

  private static RedisServer server(TestAuthority.Identity identity) {
    return RedisServer.startWithTlsOnly(
        identity.certificate(), identity.key(), "--requirepass", "right-secret");
  }

  /** By name: the certificates are for names. */
  private static RedisAddress address(RedisServer server) {
    return RedisAddress.parse("rediss://:right-secret@localhost:" + server.port());
  }
}
