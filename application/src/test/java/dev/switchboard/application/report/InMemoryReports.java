package dev.switchboard.application.report;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportComment;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.report.Resolution;
import dev.switchboard.domain.user.UserId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through everything. A user's name is {@code user} and their id. */
public final class InMemoryReports implements Reports, ReportDesk {
  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private record Key(CompanyId company, ReportId report) {}

  private record CommentKey(Key report, int number) {}

  private final InMemoryTable<Key, Report> reports;
  private final InMemoryTable<CommentKey, ReportComment> comments;

  public InMemoryReports(InMemoryTransactions transactions) {
    reports = new InMemoryTable<>(transactions);
    comments = new InMemoryTable<>(transactions);
  }

  @Override
  public void add(Report report) {
    reports.put(key(report), report);
  }

  @Override
  public Optional<Report> lock(CompanyId company, ReportId id) {
    return reports.get(new Key(company, id));
  }

  @Override
  public void update(Report report) {
    reports.put(key(report), report);
  }

  @Override
  public void addComment(CompanyId company, ReportComment comment) {
    comments.put(new CommentKey(new Key(company, comment.report()), comment.number()), comment);
  }

  /** As deleting a user does. */
  public void forget(CompanyId company, UserId user) {
    comments.all().stream()
        .filter(comment -> comment.author().filter(user::equals).isPresent())
        .forEach(comment -> addComment(company, anonymous(comment)));
    of(company)
        .forEach(
            report -> {
              if (report.reporter().equals(user)) {
                reports.remove(key(report));
              } else if (report
                  .resolution()
                  .flatMap(Resolution::by)
                  .filter(user::equals)
                  .isPresent()) {
                reports.put(key(report), withoutResolver(report));
              }
            });
  }

  private static ReportComment anonymous(ReportComment comment) {
    return new ReportComment(
        comment.report(),
        comment.number(),
        Optional.empty(),
        comment.text(),
        comment.status(),
        comment.at());
  }

  private static Report withoutResolver(Report report) {
    return new Report(
        report.company(),
        report.id(),
        report.reporter(),
        report.title(),
        report.content(),
        report.status(),
        report.comment(),
        report.comments(),
        report.resolution().map(done -> new Resolution(done.at(), Optional.empty())),
        report.revision(),
        report.createdAt(),
        report.updatedAt());
  }

  @Override
  public Page<ReportView> page(CompanyId company, Filter filter, Slice slice) {
    var found =
        of(company)
            .filter(report -> matches(report, filter))
            .map(InMemoryReports::view)
            .sorted(Comparator.comparing(InMemoryReports::place, NEWEST_FIRST))
            .filter(
                report ->
                    slice
                        .from()
                        .filter(from -> NEWEST_FIRST.compare(place(report), from) <= 0)
                        .isEmpty())
            .skip(slice.skip())
            .limit(slice.limit() + 1L)
            .toList();
    return Page.within(found, slice.limit(), ReportView::bytes, InMemoryReports::place);
  }

  private static boolean matches(Report report, Filter filter) {
    return filter.reporter().filter(user -> !user.equals(report.reporter())).isEmpty()
        && filter.status().filter(status -> status != report.status()).isEmpty()
        && filter.words().filter(words -> !mentions(report, words)).isEmpty();
  }

  private static boolean mentions(Report report, String words) {
    var text = split(report.title().value() + " " + report.content().value());
    var wanted = split(words);
    return !wanted.isEmpty()
        && wanted.stream().allMatch(start -> text.stream().anyMatch(w -> w.startsWith(start)));
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  @Override
  public Optional<ReportView> find(CompanyId company, ReportId id) {
    return reports.get(new Key(company, id)).map(InMemoryReports::view);
  }

  @Override
  public List<CommentView> comments(CompanyId company, ReportId id, int skip, int limit) {
    var found =
        Stream.iterate(1, number -> number + 1)
            .map(number -> comments.get(new CommentKey(new Key(company, id), number)))
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(ReportComment::number).reversed())
            .skip(skip)
            .limit(limit)
            .map(InMemoryReports::view)
            .toList();
    return Page.cut(found, limit, CommentView::bytes);
  }

  @Override
  public Map<ReportStatus, Long> counts(CompanyId company) {
    var counts = new EnumMap<ReportStatus, Long>(ReportStatus.class);
    for (var status : ReportStatus.values()) {
      counts.put(status, of(company).filter(report -> report.status() == status).count());
    }
    return counts;
  }

  private Stream<Report> of(CompanyId company) {
    return reports.all().stream().filter(report -> report.company().equals(company));
  }

  private static Key key(Report report) {
    return new Key(report.company(), report.id());
  }

  private static Cursor place(ReportView report) {
    return new Cursor(report.createdAt(), report.id());
  }

  private static String name(UserId user) {
    return "user" + user;
  }

  private static ReportView view(Report report) {
    var resolver = report.resolution().flatMap(Resolution::by);
    return new ReportView(
        report.id().value(),
        report.reporter().value(),
        name(report.reporter()),
        report.title().value(),
        report.content().value(),
        report.status().code(),
        report.comment().map(CommentText::value).orElse(null),
        report.comments(),
        report.resolution().map(Resolution::at).orElse(null),
        resolver.map(UserId::value).orElse(null),
        resolver.map(InMemoryReports::name).orElse(null),
        report.revision(),
        report.createdAt(),
        report.updatedAt());
  }

  private static CommentView view(ReportComment comment) {
    return new CommentView(
        comment.number(),
        comment.author().map(UserId::value).orElse(null),
        comment.author().map(InMemoryReports::name).orElse(null),
        comment.text().value(),
        comment.status().code(),
        comment.at());
  }
}
