package dev.switchboard.application.report;

import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is shown of reports. Needs no unit of work. Behaviour is fixed by {@code
 * ReportDeskContract}.
 */
public interface ReportDesk {
  /**
   * Which reports; what is absent does not narrow.
   *
   * @param words found in the title or the content, each at the beginning of a word
   */
  record Filter(Optional<UserId> reporter, Optional<ReportStatus> status, Optional<String> words) {
    public static final Filter ALL =
        new Filter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Newest first. */
  Page<ReportView> page(CompanyId company, Filter filter, Slice slice);

  Optional<ReportView> find(CompanyId company, ReportId id);

  /** The newest ones, newest first; fewer than {@code limit} where their texts are large. */
  List<CommentView> comments(CompanyId company, ReportId id, int skip, int limit);

  /** How many reports of the company there are in each status; every status is a key. */
  Map<ReportStatus, Long> counts(CompanyId company);
}
