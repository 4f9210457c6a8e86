package dev.switchboard.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesTest {
  private static final String WITH_LENGTH =
      "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 5\r\n\r\nhello";
  private static final String CHUNKED =
      "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n"
          + "5\r\nhello\r\nB;note=x\r\nHTTP/1.1 50\r\n0\r\nExpires: x\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";
  private static final String NO_WORDS = "HTTP/1.1 503 \r\ncontent-length: 0\r\n\r\n";
  private static final String CONTINUED = "HTTP/1.1 100 Continue\r\n\r\n" + WITH_LENGTH;
  private static final String LOOKS_ALIKE =
      "HTTP/1.1 200 OK\r\nc: 7\r\nContent-Length-Of: 9\r\ncontent-length: 2\r\n\r\nok";

  private final Responses responses = new Responses();

  @Test
  void readsOneAnswerOfEachKind() {
    assertThat(statuses(WITH_LENGTH)).containsExactly(200);
    assertThat(statuses(CHUNKED)).containsExactly(201);
    assertThat(statuses(EMPTY)).containsExactly(204);
    assertThat(statuses(NO_WORDS)).containsExactly(503);
  }

  @Test
  void anAnnouncementIsNotTheAnswer() {
    assertThat(statuses(CONTINUED)).containsExactly(200);
  }

  @Test
  void aHeaderThatLooksLikeTheLengthIsNotTheLength() {
    assertThat(statuses(LOOKS_ALIKE + EMPTY)).containsExactly(200, 204);
  }

  @Test
  void readsTheSameWhereverTheBytesAreCut() {
    var all =
        (WITH_LENGTH + CHUNKED + EMPTY + NO_WORDS + CONTINUED + CHUNKED)
            .getBytes(StandardCharsets.US_ASCII);

    for (var size = 1; size < 40; size++) {
      var found = new ArrayList<Integer>();
      for (var start = 0; start < all.length; start += size) {
        read(ByteBuffer.wrap(all, start, Math.min(size, all.length - start)), found);
      }
      assertThat(found).as("pieces of %d", size).containsExactly(200, 201, 204, 503, 200, 201);
    }
  }

  @Test
  void anAnswerIsNotOverBeforeItsLastByte() {
    var cut = WITH_LENGTH.substring(0, WITH_LENGTH.length() - 1);

    assertThat(statuses(cut)).isEmpty();
    assertThat(statuses("o")).containsExactly(200);
  }

  @Test
  void whatIsNoHttpIsRefused() {
    assertThatIllegalStateException().isThrownBy(() -> statuses("hello there\r\n\r\n"));
  }

  private List<Integer> statuses(String text) {
    var found = new ArrayList<Integer>();
    read(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), found);
    return found;
  }

  private void read(ByteBuffer bytes, List<Integer> found) {
    while (bytes.hasRemaining()) {
      var status = responses.next(bytes);
      if (status != 0) {
        found.add(status);
      }
    }
  }
}
