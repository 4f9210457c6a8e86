package dev.switchboard.web;

import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
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
    var out = new Watched(context.outputStream());
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      body.to(writer);
      writer.flush();
    } catch (IOException e) {
      cut(context, e); // whoever asked has gone
    } catch (RuntimeException e) {
      if (!out.begun) {
        throw e;
      }
      cut(context, e);
    }
  }

  private static void cut(Context context, Exception cause) {
    LOG.warn("{} {} was cut off: {}", context.method(), context.path(), cause.toString());
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
