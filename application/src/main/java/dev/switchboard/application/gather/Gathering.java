package dev.switchboard.application.gather;

import dev.switchboard.application.Overloaded;
import dev.switchboard.application.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers many questions about one subject with one look, or one commit: while one is under way
 * what comes gathers, and shares the next. Whoever comes to an idle subject is answered at once, on
 * their own thread. An answer is never older than its question: only what was asked before the work
 * began is answered by it. Thread-safe.
 *
 * @param <K> what questions must have in common to be answered together
 */
public final class Gathering<K, Q, A> {
  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

  /**
   * @param most how many are answered together
   * @param waiting how many may wait for one subject
   * @param patience how long one waits
   */
  public record Limits(int most, int waiting, Duration patience) {
    public static final Limits DEFAULT = new Limits(128, 4_096, Duration.ofSeconds(30));
  }

  /** Answers all of them; what it leaves open, or throws, is the answer of those it left open. */
  @FunctionalInterface
  public interface Work<K, Q, A> {
    void answer(K subject, List<Asked<Q, A>> questions);
  }

  private final Work<K, Q, A> work;
  private final Executor others;
  private final Limits limits;
  // a subject is in it while somebody is at work on it
  private final Map<K, List<Asked<Q, A>>> gathered = new ConcurrentHashMap<>();

  /**
   * @param others runs the work for those who had to wait
   */
  public Gathering(Work<K, Q, A> work, Executor others, Limits limits) {
    this.work = work;
    this.others = others;
    this.limits = limits;
  }

  public Gathering(Work<K, Q, A> work, Executor others) {
    this(work, others, Limits.DEFAULT);
  }

  /**
   * @throws RuntimeException as the work answered
   * @throws Overloaded too many wait
   * @throws StorageUnavailable no answer in time; nothing is kept of what was done, if the work
   *     asks {@link Asked#commits}, and it is waited for longer where that was said
   */
  public A ask(K subject, Q question) {
    var asked = new Asked<Q, A>(question);
    var alone = List.of(asked);
    if (isFirst(subject, asked)) {
      asked.begin();
      try {
        answer(subject, alone);
      } finally {
        next(subject);
      }
    }
    return asked.await(limits.patience());
  }

  /** How many wait now, without those that are being answered. */
  int waiting(K subject) {
    return gathered.getOrDefault(subject, List.of()).size();
  }

  private boolean isFirst(K subject, Asked<Q, A> asked) {
    var idle =
        gathered.compute(
            subject,
            (_, waiting) -> {
              if (waiting == null) {
                return List.of(); // at work, and nobody waits
              }
              if (waiting.size() >= limits.waiting()) {
                throw new Overloaded("too many ask at once");
              }
              var more = waiting.isEmpty() ? new ArrayList<Asked<Q, A>>() : waiting;
              more.add(asked);
              return more;
            });
    return idle.isEmpty();
  }

  private void next(K subject) {
    var batch = take(subject);
    if (!batch.isEmpty()) {
      try {
        others.execute(() -> work(subject, batch));
      } catch (RejectedExecutionException | OutOfMemoryError _) {
        work(subject, batch); // closed, or no thread to be had: who waits is answered still
      }
    }
  }

  private void work(K subject, List<Asked<Q, A>> first) {
    for (var batch = first; !batch.isEmpty(); batch = take(subject)) {
      answer(subject, batch);
    }
  }

  /** Empty: nobody waits, and the subject is idle from now on. */
  private List<Asked<Q, A>> take(K subject) {
    try {
      return begun(subject);
    } catch (Error e) {
      // nobody is at work on it from now on, so nobody may be left to wait for that
      leaveOpen(gathered.remove(subject), e);
      return List.of();
    }
  }

  /** All or nothing: a throw takes nobody out of the queue. */
  private List<Asked<Q, A>> begun(K subject) {
    var begun = new ArrayList<Asked<Q, A>>();
    gathered.compute(
        subject,
        (_, waiting) -> {
          int seen = 0;
          while (seen < waiting.size() && begun.size() < limits.most()) {
            var one = waiting.get(seen++);
            if (one.begin()) {
              begun.add(one);
            }
          }
          if (begun.isEmpty()) {
            return null;
          }
          return seen == waiting.size()
              ? List.of()
              : new ArrayList<>(waiting.subList(seen, waiting.size()));
        });
    return begun;
  }

  private void answer(K subject, List<Asked<Q, A>> batch) {
    try {
      work.answer(subject, batch);
      if (!batch.stream().allMatch(Asked::answered)) {
        refuse(batch, new IllegalStateException("left without an answer"));
      }
    } catch (RuntimeException e) {
      refuse(batch, e);
    } catch (Error e) {
      leaveOpen(batch, e);
    }
  }

  private void refuse(List<Asked<Q, A>> open, RuntimeException why) {
    open.forEach(one -> one.refuse(why));
  }

  /** It came perhaps after a commit: nobody can tell, and whoever asked may ask again. */
  private void leaveOpen(List<Asked<Q, A>> open, Error error) {
    refuse(open, new StorageUnavailable("what was done is not known", error));
    LOG.error("{} questions ended with an error", open.size(), error);
  }
}
