package dev.switchboard.chaos.machine;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@code kill} sends. */
public enum Signal {
  KILL,
  TERM,
  STOP,
  CONT,
  /** PostgreSQL's immediate shutdown: as a crash, recovery follows. */
  QUIT;

  public void to(long pid) {
    try {
      new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
