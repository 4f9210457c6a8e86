package dev.switchboard.web.admission;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body has been read already; what was too much of it still comes behind. */
final class KeptBody extends HttpServletRequestWrapper {
  private final byte[] bytes;

  KeptBody(HttpServletRequest request, byte[] bytes) {
    super(request);
    this.bytes = bytes;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Stream(bytes, super.getInputStream());
  }

  private static final class Stream extends ServletInputStream {
    private final byte[] bytes;
    private final ServletInputStream rest;
    private int position;

    Stream(byte[] bytes, ServletInputStream rest) {
      this.bytes = bytes;
      this.rest = rest;
    }

    @Override
    public int read() throws IOException {
      return position < bytes.length ? bytes[position++] & 0xff : rest.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position == bytes.length) {
        return rest.read(target, offset, length);
      }
      int count = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }

    @Override
    public boolean isFinished() {
      return position == bytes.length && rest.isFinished();
    }

    @Override
    public boolean isReady() {
      return position < bytes.length || rest.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("what has been read already is not waited for");
    }
  }
}
