package dev.switchboard.persistence.embedded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A compressed tar of files that change, grow and go while they are read. */
final class BackupFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final TarArchiveOutputStream tar;

  BackupFile(OutputStream file) throws IOException {
    tar = new TarArchiveOutputStream(new BufferedOutputStream(new GZIPOutputStream(file, BUFFER)));
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /**
   * What a link leads to is taken in its place, for where it leads is not there after a restore.
   *
   * @param top nothing happens where it is not there
   * @param wanted of a path inside it; a folder that is not wanted is not looked into
   */
  void tree(Path top, String name, Predicate<Path> wanted) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            var inside = top.relativize(folder);
            if (!wanted.test(inside)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            tar.putArchiveEntry(new TarArchiveEntry(name(inside) + "/"));
            tar.closeArchiveEntry();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            var inside = top.relativize(file);
            if (wanted.test(inside)) {
              file(file, name(inside));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            return proceed(e);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            return e == null ? FileVisitResult.CONTINUE : proceed(e);
          }

          private String name(Path inside) {
            return inside.toString().isEmpty() ? name : name + "/" + inside;
          }
        });
  }

  private static FileVisitResult proceed(IOException e) throws IOException {
    // dropped since its folder was listed; or a link to where we are, which is taken already
    if (e instanceof NoSuchFileException || e instanceof FileSystemLoopException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  /**
   * Exactly as long as it was at first: what is written meanwhile is in the log.
   *
   * @return false where it is not there any more
   */
  boolean file(Path path, String name) throws IOException {
    try (var in = Files.newInputStream(path)) {
      var entry = new TarArchiveEntry(name);
      entry.setMode(0100600);
      entry.setSize(Files.size(path));
      tar.putArchiveEntry(entry);
      copy(in, entry.getSize());
      tar.closeArchiveEntry();
      return true;
    } catch (NoSuchFileException _) {
      return false; // a table that was dropped, or a temporary one
    }
  }

  private void copy(InputStream in, long size) throws IOException {
    var buffer = new byte[BUFFER];
    for (var left = size; left > 0; ) {
      var wanted = (int) Math.min(left, buffer.length);
      var read = in.readNBytes(buffer, 0, wanted);
      if (read < wanted) { // cut off meanwhile, which is in the log too
        Arrays.fill(buffer, read, wanted, (byte) 0);
      }
      tar.write(buffer, 0, wanted);
      left -= wanted;
    }
  }

  void bytes(String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setMode(0100600);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
