package dev.switchboard.web.admission;

import dev.switchboard.application.ingest.InboxAppender;
import dev.switchboard.web.admission.Bodies.Body;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * Around every matched route: refuses, or reads the body and then waits for a place, in this order,
 * so that nobody holds a place while their bytes dribble in. The place is given back before the
 * answer is written, for the same reason; body and answer count until it is.
 */
public final class Doorkeeper {
  /** The longest body of a request, in bytes, but for posts of platforms. */
  public static final int LONGEST_BODY = 1 << 20;

  private static final String STAY = "switchboard.stay";
  private static final int READERS = 2_048;
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** What a request holds. Ended on whatever thread is the last; more than once does no harm. */
  private final class Stay {
    private final Work work;
    private Admission.Place place = () -> {};
    private Body body;
    private int answer;

    Stay(Work work) {
      this.work = work;
    }

    synchronized void leave() {
      place.giveBack();
    }

    synchronized void end() {
      leave();
      if (body != null) {
        body.giveBack();
      }
      answers.giveBack(answer);
      answer = 0;
    }
  }

  private final Admission admission;
  private final Bodies bodies;
  private final Bodies posts;
  private final Answers answers;
  private final Map<Endpoint, Work> works = new ConcurrentHashMap<>();

  public Doorkeeper(Admission.Limits limits) {
    this(limits, System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Doorkeeper(Admission.Limits limits, LongSupplier nanoTime) {
    admission = new Admission(limits, nanoTime);
    var each = new Bodies.Limits(limits.bodies(), READERS, GRACE);
    bodies = new Bodies(each, nanoTime);
    posts = new Bodies(each, nanoTime);
    answers = new Answers(limits.answers());
  }

  /** Before a matched route. */
  public void open(Context context) {
    var endpoint = context.endpoints().matchedHttpEndpoint();
    if (endpoint == null) {
      return; // nothing is run
    }
    var work =
        works.computeIfAbsent(
            endpoint, one -> Work.of(one.method.toString(), one.path, context.routeRoles()));
    if (work == Work.VITAL) {
      return;
    }
    admission.look(work);
    var stay = new Stay(work);
    Request.addCompletionListener(
        ServletContextRequest.getServletContextRequest(context.req()), _ -> stay.end());
    context.attribute(STAY, stay);
    read(context, work, stay);
    stay.place = admission.enter(work);
  }

  private void read(Context context, Work work, Stay stay) {
    long announced = context.req().getContentLengthLong();
    int most = work == Work.HOOK ? InboxAppender.LONGEST_POST : LONGEST_BODY;
    if (announced > most) {
      if (work != Work.HOOK) { // a post's own route says so in its own words
        throw new HttpResponseException(
            HttpStatus.CONTENT_TOO_LARGE.getCode(), HttpStatus.CONTENT_TOO_LARGE.getMessage());
      }
      return;
    }
    if (announced > 0 || context.header(Header.TRANSFER_ENCODING) != null) {
      try {
        stay.body =
            (work == Work.HOOK ? posts : bodies)
                .read(context.req().getInputStream(), announced, most);
      } catch (TurnedAway _) {
        throw admission.away(work);
      } catch (IOException _) { // gone, silent for too long, or sending chunks that are none
        throw new BadRequestResponse("The body did not come across");
      }
      var wrapper = (HttpServletRequestWrapper) context.req();
      wrapper.setRequest(
          new KeptBody((HttpServletRequest) wrapper.getRequest(), stay.body.bytes()));
    }
  }

  /** Gives the place back early, for what follows waits for the client. */
  public static void leave(Context context) {
    var stay = context.<Stay>attribute(STAY);
    if (stay != null) {
      stay.leave();
    }
  }

  /**
   * After every route, before its answer is written.
   *
   * @throws TurnedAway too many large answers are on their way already; only of what was read, for
   *     what has been done must not be called refused
   */
  public void close(Context context) throws IOException {
    var stay = context.<Stay>attribute(STAY);
    if (stay == null) {
      return;
    }
    stay.leave();
    var answer = context.resultInputStream();
    int size = answer == null ? 0 : answer.available();
    if (size > Answers.LARGE) {
      if (stay.work.compareTo(Work.LIST) < 0) {
        answers.add(size);
      } else if (!answers.take(size)) {
        throw admission.away(stay.work);
      }
      stay.answer = size;
    }
  }

  /** The queues, for what is no request of a route and for figures. */
  public Admission admission() {
    return admission;
  }

  /** Bytes of bodies held now. */
  public long bodyBytes() {
    return bodies.used() + posts.used();
  }

  /** Bytes of large answers on their way. */
  public long answerBytes() {
    return answers.used();
  }
}
