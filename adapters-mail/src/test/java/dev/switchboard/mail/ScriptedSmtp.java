package dev.switchboard.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that answers as it is told, where GreenMail always says yes: with an SMTP reply, by
 * hanging or by closing. Offers STARTTLS if it has a certificate.
 */
final class ScriptedSmtp implements AutoCloseable {
  static final String HANG = "hang";
  static final String CLOSE = "close";

  private final ServerSocket server;
  private final Optional<SSLContext> tls;
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();

  ScriptedSmtp(Optional<SSLContext> tls) throws IOException {
    this.tls = tls;
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  /** To {@code command} from now on; the end of the data is the command {@code "."}. */
  void answer(String command, String reply) {
    replies.put(command, reply);
  }

  void forget(String command) {
    replies.remove(command);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Commands by their first word; {@code TLS} where a handshake was done. */
  List<String> heard() {
    return heard;
  }

  /** Everything that came as data and was answered with yes. */
  List<String> mails() {
    return mails;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var line = new Line(socket);
      line.say("220 scripted");
      for (var said = line.hear(); said != null; said = line.hear()) {
        var command = said.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        heard.add(command);
        if (!obey(line, command)) {
          return;
        }
        if (command.equals("STARTTLS")) {
          line = line.secured(tls.orElseThrow());
          heard.add("TLS");
        }
      }
    } catch (IOException | UncheckedIOException _) {
      heard.add("BROKEN"); // the client went away
    }
  }

  private boolean obey(Line line, String command) throws IOException {
    var reply = replies.get(command);
    if (CLOSE.equals(reply)) {
      return false;
    }
    if (HANG.equals(reply)) {
      line.hear(); // until the client has had enough
      return false;
    }
    if (reply != null) {
      line.say(reply);
      return true;
    }
    return agree(line, command);
  }

  private boolean agree(Line line, String command) throws IOException {
    switch (command) {
      case "EHLO" -> line.say(tls.isPresent() ? "250-scripted\r\n250 STARTTLS" : "250 scripted");
      case "DATA" -> {
        line.say("354 go on");
        return data(line);
      }
      case "STARTTLS" -> line.say("220 go on");
      case "QUIT" -> line.say("221 bye");
      default -> line.say("250 yes");
    }
    return !command.equals("QUIT");
  }

  private boolean data(Line line) throws IOException {
    var mail = new StringBuilder();
    for (var said = line.hear(); !".".equals(said); said = line.hear()) {
      if (said == null) {
        return false;
      }
      mail.append(said).append('\n');
    }
    if (replies.getOrDefault(".", "250").startsWith("250")) {
      mails.add(mail.toString());
    }
    return obey(line, ".");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** One connection's lines. */
  private static final class Line {
    private final Socket socket;
    private final BufferedReader in;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    String hear() throws IOException {
      return in.readLine();
    }

    void say(String text) throws IOException {
      socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    Line secured(SSLContext tls) throws IOException {
      var secured =
          (SSLSocket)
              tls.getSocketFactory()
                  .createSocket(
                      socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
      secured.setUseClientMode(false);
      secured.startHandshake();
      return new Line(secured);
    }
  }
}
