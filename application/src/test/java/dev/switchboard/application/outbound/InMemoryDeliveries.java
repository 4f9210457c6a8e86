package dev.switchboard.application.outbound;

import dev.switchboard.application.outbound.InMemoryOutbox.TaskRow;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The calls of an {@link InMemoryOutbox}. */
public final class InMemoryDeliveries implements Deliveries {
  private final InMemoryOutbox outbox;

  public InMemoryDeliveries(InMemoryOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<Delivery> of(CompanyId company, Collection<Long> subjects) {
    return rows(company, row -> subjects.contains(row.task().subject())).stream()
        .map(InMemoryDeliveries::delivery)
        .sorted(Comparator.comparingLong(Delivery::subject).thenComparing(Delivery::part))
        .toList();
  }

  @Override
  public List<Delivery> matching(
      CompanyId company,
      Collection<Long> ids,
      Collection<String> externalIds,
      Collection<Long> lanes) {
    return rows(
            company,
            row ->
                ids.contains(row.task().id())
                    || row.externalId().filter(externalIds::contains).isPresent()
                    || lanes.contains(row.task().lane()) && underWay(row.state()))
        .stream()
        .sorted(Comparator.comparingLong(TaskRow::position))
        .map(InMemoryDeliveries::delivery)
        .toList();
  }

  @Override
  public void proven(CompanyId company, Map<Long, String> externalIds, Instant now) {
    for (var row : rows(company, row -> externalIds.containsKey(row.task().id()))) {
      if (row.state() != TaskState.DONE) {
        put(
            row.now(
                TaskState.DONE,
                0,
                Optional.of(externalIds.get(row.task().id())),
                Optional.empty()));
      }
      if (row.state().open()) {
        due(row, now);
      }
    }
    outbox.wake(LaneKind.SEND);
  }

  @Override
  public void drop(CompanyId company, long subject, MessageError why, Instant now) {
    rows(company, row -> row.task().subject() == subject && row.state() == TaskState.PENDING)
        .forEach(row -> put(row.now(TaskState.FAILED, 0, why)));
  }

  @Override
  public int redrive(CompanyId company, long subject, Instant now) {
    var closed =
        rows(
            company,
            row ->
                row.task().subject() == subject
                    && !row.state().open()
                    && row.state() != TaskState.DONE);
    closed.forEach(row -> put(row.pendingAgain()));
    closed.forEach(row -> due(row, now));
    outbox.wake(LaneKind.SEND);
    return closed.size();
  }

  private void due(TaskRow row, Instant now) {
    outbox.lanes.put(row.key(), outbox.lanes.get(row.key()).orElseThrow().due(now));
  }

  private void put(TaskRow row) {
    outbox.tasks.put(row.task().id(), row);
  }

  private List<TaskRow> rows(CompanyId company, Predicate<TaskRow> which) {
    return outbox.tasks.all().stream()
        .filter(row -> row.task().kind() == LaneKind.SEND && row.task().company().equals(company))
        .filter(which)
        .toList();
  }

  private static boolean underWay(TaskState state) {
    return state == TaskState.LEASED || state == TaskState.AMBIGUOUS;
  }

  private static Delivery delivery(TaskRow row) {
    return new Delivery(
        row.task().id(),
        row.task().lane(),
        row.task().subject(),
        row.task().part(),
        row.task().payload(),
        row.state(),
        row.calledAt(),
        row.externalId(),
        row.error());
  }
}
