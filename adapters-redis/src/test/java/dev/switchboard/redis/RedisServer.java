package dev.switchboard.redis;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real server as a child process on a free port, without anything on disk. Where the program is
 * missing, or has no TLS and a test needs it, the test is left out with a line that says so; where
 * {@code SWITCHBOARD_TEST_REDIS} is set it fails instead.
 */
public final class RedisServer implements AutoCloseable {
  private static final String MISSING =
      "redis-server is not on the PATH: install the package redis-server to run the tests of several nodes";
  private static final String WITHOUT_TLS =
      "redis-server on the PATH was built without TLS: install one that has it to run the tests of rediss://";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int port;
  private final List<String> words;
  private Process process;

  private RedisServer(int port, List<String> words) {
    this.port = port;
    this.words = words;
  }

  /**
   * @param more arguments of the server
   */
  public static RedisServer start(String... more) {
    var port = freePort();
    return start(port, List.of("--port", Integer.toString(port)), more);
  }

  /**
   * Listens with TLS alone; asks no client for a certificate.
   *
   * @param more arguments of the server
   */
  static RedisServer startWithTlsOnly(Path certificate, Path key, String... more) {
    if (said("--port", "0", "--tls-port", "0").contains("Bad directive")) {
      missing(WITHOUT_TLS);
    }
    var port = freePort();
    var words = new ArrayList<>(List.of("--port", "0", "--tls-port", Integer.toString(port)));
    words.addAll(List.of("--tls-cert-file", certificate.toString()));
    words.addAll(List.of("--tls-key-file", key.toString(), "--tls-auth-clients", "no"));
    return start(port, words, more);
  }

  private static RedisServer start(int port, List<String> listening, String... more) {
    var words = new ArrayList<>(listening);
    words.addAll(List.of(more));
    var server = new RedisServer(port, words);
    server.restart();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  /** What it says to words that it ends on at once. */
  private static String said(String... words) {
    var command = new ArrayList<>(List.of(program().toString()));
    command.addAll(List.of(words));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var output = process.getInputStream()) {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path program() {
    return Arrays.stream(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> missing(MISSING));
  }

  private static Path missing(String what) {
    if (System.getenv("SWITCHBOARD_TEST_REDIS") != null) {
      Assertions.fail(what);
    }
    System.out.println("LEFT OUT: " + what);
    Assumptions.abort(what);
    throw new IllegalStateException(what);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Again after {@link #kill}, empty, on the same port. */
  public void restart() {
    var command = new ArrayList<String>();
    command.add(program().toString());
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
    command.addAll(words);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("redis-server listens").atMost(PATIENCE).until(this::listens);
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("redis-server ended with " + process.exitValue());
    }
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  RedisAddress address() {
    return RedisAddress.parse(url());
  }

  /** One command, words with blanks in quotation marks; the first line of the answer. */
  public String command(String words) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a word to anybody, as a power cut. */
  public void kill() {
    process.destroyForcibly();
    await("redis-server ends").atMost(PATIENCE).until(() -> !process.isAlive());
  }

  /** Neither closes nor answers anything until {@link #goOn}. */
  public void hang() {
    signal("-STOP");
  }

  public void goOn() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      var status = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill " + name + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
