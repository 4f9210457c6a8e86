package dev.switchboard.bootstrap;

import dev.switchboard.bootstrap.settings.InvalidSettings;
import dev.switchboard.bootstrap.settings.ServerSettings;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** HTTPS from PEM files: a certificate chain, and an unencrypted PKCS#8 private key. */
final class Tls {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final char[] NO_PASSWORD = {};

  private Tls() {}

  static void listen(
      JavalinConfig javalin, ServerSettings settings, ServerSettings.Certificate certificate) {
    var context = new SslContextFactory.Server();
    context.setKeyStore(keyStore(certificate));
    context.setKeyStorePassword("");
    context.setSniRequired(false);
    javalin.jetty.addConnector(
        (server, http) -> {
          var secure = new HttpConfiguration(http);
          secure.addCustomizer(new SecureRequestCustomizer(false)); // also by address
          var connector =
              new ServerConnector(
                  server,
                  new SslConnectionFactory(context, "http/1.1"),
                  new HttpConnectionFactory(secure));
          connector.setHost(settings.host());
          connector.setPort(settings.port());
          return connector;
        });
  }

  /**
   * @throws InvalidSettings the files do not hold what they should
   */
  static KeyStore keyStore(ServerSettings.Certificate files) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("server", key(files.key()), NO_PASSWORD, chain(files.chain()));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new InvalidSettings(
          List.of("AI_MESSAGE_SSL_CERT, AI_MESSAGE_SSL_KEY: cannot be used: " + e.getMessage()));
    }
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      var chain = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (chain.isEmpty()) {
        throw new GeneralSecurityException("no certificate in " + file);
      }
      return chain.toArray(Certificate[]::new);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    var pem = KEY.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new GeneralSecurityException(
          file + " is no PKCS#8 key (openssl pkcs8 -topk8 -nodes makes one)");
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException _) {
        // another algorithm's key
      }
    }
    throw new GeneralSecurityException(file + " holds a key that is neither RSA, EC nor EdDSA");
  }
}
