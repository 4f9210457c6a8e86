package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs small programs and says what they said when they fail. */
final class Commands {
  private Commands() {}

  static boolean exists(String program) {
    return succeeds(List.of("sh", "-c", "command -v " + program));
  }

  static void run(List<String> command) {
    var result = result(command);
    if (result.status() != 0) {
      throw new EmbeddedPostgresException(
          Path.of(command.getFirst()).getFileName()
              + " failed: "
              + result.output().strip().replaceAll("\\s*\\R\\s*", "; "));
    }
  }

  static boolean succeeds(List<String> command) {
    return result(command).status() == 0;
  }

  /** SIGINT is PostgreSQL's fast shutdown; Java itself can only send others. */
  static void interrupt(long pid) {
    // by the shell, whose kill is built in: the program of that name is not everywhere
    if (!succeeds(List.of("sh", "-c", "kill -INT " + pid))
        && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
      throw new EmbeddedPostgresException("cannot stop process " + pid);
    }
  }

  private record Result(int status, String output) {}

  private static Result result(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("interrupted while running " + command.getFirst(), e);
    }
  }
}
