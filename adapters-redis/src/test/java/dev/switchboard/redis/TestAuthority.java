package dev.switchboard.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody who signs certificates, made for a test by the JDK's own tool. */
record TestAuthority(Path folder) {
  static final String PASSWORD = "changeit";
  private static final String ALIAS = "authority";

  /** A server's certificate and its key, as it reads them. */
  record Identity(Path certificate, Path key) {}

  static TestAuthority in(Path folder) throws IOException {
    var authority = new TestAuthority(Files.createDirectories(folder));
    authority.keytool(ALIAS, "-ext", "bc:critical=ca:true");
    return authority;
  }

  /** For whoever is to trust it: its certificate alone. */
  Path trustStore() throws IOException, GeneralSecurityException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, keys().getCertificate(ALIAS));
    var file = folder.resolve("trusted.p12");
    try (var out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /**
   * @param host {@code dns:...} or {@code ip:...}
   */
  Identity issue(String host) throws IOException, GeneralSecurityException {
    keytool(host, "-signer", ALIAS, "-ext", "san=" + host);
    var keys = keys();
    return new Identity(
        pem("CERTIFICATE", keys.getCertificate(host).getEncoded()),
        pem("PRIVATE KEY", keys.getKey(host, PASSWORD.toCharArray()).getEncoded()));
  }

  private Path pem(String what, byte[] content) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        Files.createTempFile(folder, "server", ".pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
  }

  private Path file() {
    return folder.resolve("keys.p12");
  }

  private void keytool(String alias, String... more) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias.replace(':', ' '), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", file().toString()));
    command.addAll(List.of(more));
    try {
      var tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        tool.destroyForcibly();
        throw new IllegalStateException(new String(tool.getInputStream().readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
