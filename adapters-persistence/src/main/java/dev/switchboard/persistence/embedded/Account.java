package dev.switchboard.persistence.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which operating-system account PostgreSQL runs. It refuses to run as root, so that root
 * hands it to the owner of the files, at first to {@code nobody}; and with {@code setpriv} the
 * kernel ends it when we die.
 */
final class Account {
  private static final int NOBODY = 65534;

  private final boolean root;
  private final boolean setpriv;
  private final boolean setsid;
  private final int user;
  private final int group;

  private Account(boolean root, boolean setpriv, int user, int group) {
    this.root = root;
    this.setpriv = setpriv;
    this.setsid = Commands.exists("setsid");
    this.user = user;
    this.group = group;
  }

  static Account current() {
    var root = isRoot();
    // some systems have a setpriv that does not know the option
    var setpriv =
        Commands.exists("setpriv")
            && Commands.succeeds(List.of("setpriv", "--pdeathsig", "INT", "true"));
    if (root && !setpriv) {
      throw new EmbeddedPostgresException(
          "running as root needs the program setpriv (package util-linux), for PostgreSQL refuses to run as root");
    }
    return new Account(root, setpriv, NOBODY, NOBODY);
  }

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  /** Root follows whoever owns the files already; anybody else can only be themselves. */
  Account ownerOf(Path cluster) throws IOException {
    if (!root || !Files.exists(cluster)) {
      return this;
    }
    var owner = (int) Files.getAttribute(cluster, "unix:uid");
    return owner == 0
        ? this
        : new Account(true, setpriv, owner, (int) Files.getAttribute(cluster, "unix:gid"));
  }

  /** Whether the kernel ends the server when this process dies. */
  boolean diesWithUs() {
    return setpriv;
  }

  List<String> wrap(List<String> command) {
    var wrapped = new ArrayList<String>();
    if (setpriv) {
      wrapped.add("setpriv");
      if (root) {
        wrapped.addAll(List.of("--reuid=" + user, "--regid=" + group, "--clear-groups"));
      }
      wrapped.addAll(List.of("--pdeathsig", "INT"));
    }
    wrapped.addAll(command);
    return wrapped;
  }

  /**
   * As {@link #wrap}, away from the terminal: Ctrl-C is for us, and would end the server before our
   * own stop has finished with it.
   */
  List<String> wrapDetached(List<String> command) {
    var detached = new ArrayList<String>();
    if (setsid) {
      detached.add("setsid");
    }
    detached.addAll(command);
    return wrap(detached);
  }

  void own(Path path) {
    if (root) {
      Commands.run(List.of("chown", "-R", user + ":" + group, path.toString()));
    }
  }

  /** Whether PostgreSQL's account can get to {@code path} at all: a 0700 home hides it. */
  boolean reaches(Path path) {
    if (!root) {
      return true;
    }
    try {
      for (var parent = path.toAbsolutePath().getParent();
          parent != null;
          parent = parent.getParent()) {
        if (Files.exists(parent)
            && !Files.getPosixFilePermissions(parent)
                .contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new EmbeddedPostgresException("cannot look at " + path + ": " + e.getMessage(), e);
    }
  }
}
