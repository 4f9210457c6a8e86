package dev.switchboard.web;

import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is written as it is made. What fails before anything of it has left becomes a
 * refusal like any other; afterwards the connection is cut, so that nobody takes a part for the
 * whole.
 */
public final class Streamed {
  private static final Logger LOG = LoggerFactory.getLogger(Streamed.class);

  /** Writes the answer. */
  @FunctionalInterface
  public interface Body {
    void to(Writer out) throws IOException;
  }

  private Streamed() {}

  /** In UTF-8; status and headers are set before. */
  public static void write(Context context, Body body) {
    context.disableCompression(); // it would write its end although there is none
    var out = new Watched(context.outputStream());
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      body.to(writer);
      writer.flush();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("the client went away: {}", e.getMessage());
      abort(context, e);
    } catch (RuntimeException | Error e) {
      if (!out.begun) {
        context.res().setHeader("Content-Disposition", null); // a refusal is no file
        throw e;
      }
      LOG.error("{} {} was cut off", context.method(), context.endpoint().path, e);
      abort(context, e);
    }
  }

  private static void abort(Context context, Throwable cause) {
    ServletContextRequest.getServletContextRequest(context.req()).getServletChannel().abort(cause);
  }

  private static final class Watched extends FilterOutputStream {
    private boolean begun;

    private Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      begun = true;
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      begun = true;
      out.write(bytes, from, length);
    }
  }
}
