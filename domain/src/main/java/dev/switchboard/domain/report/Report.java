package dev.switchboard.domain.report;

import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something a user wants looked at. Its reporter may change it while nobody has taken it up;
 * whoever manages reports answers and moves it. Immutable: every command returns the next report.
 *
 * @param comment the newest answer; the earlier ones are its history
 * @param comments how many answers there are; also the number of the newest
 * @param resolution present exactly while it is resolved
 * @param revision counts the changes, from 0
 */
public record Report(
    CompanyId company,
    ReportId id,
    UserId reporter,
    ReportTitle title,
    ReportContent content,
    ReportStatus status,
    Optional<CommentText> comment,
    int comments,
    Optional<Resolution> resolution,
    int revision,
    Instant createdAt,
    Instant updatedAt) {

  public Report {
    if ((status == ReportStatus.RESOLVED) != resolution.isPresent()) {
      throw new IllegalArgumentException("status " + status + " with " + resolution);
    }
    if (comment.isPresent() != comments > 0) {
      throw new IllegalArgumentException(comments + " comments with " + comment);
    }
  }

  public static Report file(
      CompanyId company,
      ReportId id,
      UserId reporter,
      ReportTitle title,
      ReportContent content,
      Instant at) {
    return new Report(
        company,
        id,
        reporter,
        title,
        content,
        ReportStatus.OPEN,
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        at,
        at);
  }

  /**
   * The reporter words it differently; what is absent stays. The same report if that is all of it.
   *
   * @param known the revision that was looked at; absent to overwrite whatever is there
   * @throws dev.switchboard.domain.Rejected {@code Forbidden} to anybody else, {@code Refused} once
   *     it is taken up, {@code Conflict} if it changed since it was looked at
   */
  public Report reworded(
      UserId by,
      Optional<Integer> known,
      Optional<ReportTitle> newTitle,
      Optional<ReportContent> newContent,
      Instant at) {
    if (!by.equals(reporter)) {
      throw new Forbidden("not_the_reporter", "Not authorized to update this report").asException();
    }
    if (status != ReportStatus.OPEN) {
      throw new Refused("report_not_open", "Cannot update a report that is not in open status")
          .asException();
    }
    if (known.filter(seen -> seen != revision).isPresent()) {
      throw new Conflict("report_changed", "The report has changed since it was loaded")
          .asException();
    }
    if (newTitle.orElse(title).equals(title) && newContent.orElse(content).equals(content)) {
      return this;
    }
    return new Report(
        company,
        id,
        reporter,
        newTitle.orElse(title),
        newContent.orElse(content),
        status,
        comment,
        comments,
        resolution,
        revision + 1,
        createdAt,
        at);
  }

  /**
   * Somebody who manages reports says something, moves it, or both. Moved to resolved, it is theirs
   * from now on, also if somebody resolved it before; moved away from there, it is nobody's. The
   * newest comment's own words are nothing new: older frontends send them along with every move.
   *
   * @throws dev.switchboard.domain.Rejected {@code Invalid}: neither was given
   */
  public Report answered(
      UserId by, Optional<CommentText> said, Optional<ReportStatus> moved, Instant at) {
    if (said.isEmpty() && moved.isEmpty()) {
      throw Invalid.field("comment", "missing", "comment is required").asException();
    }
    var saysNew = said.isPresent() && !said.equals(comment);
    return new Report(
        company,
        id,
        reporter,
        title,
        content,
        moved.orElse(status),
        said.or(() -> comment),
        comments + (saysNew ? 1 : 0),
        moved.map(to -> resolution(to, by, at)).orElse(resolution),
        revision + 1,
        createdAt,
        at);
  }

  private static Optional<Resolution> resolution(ReportStatus to, UserId by, Instant at) {
    return to == ReportStatus.RESOLVED
        ? Optional.of(new Resolution(at, Optional.of(by)))
        : Optional.empty();
  }
}
