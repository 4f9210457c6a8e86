package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who is connected to which node. A node says again and again who is connected to it; one that
 * stays silent for {@link #REMEMBERED} is forgotten with everybody who was there. Thread-safe; may
 * wait a moment for others, but never long. Behaviour is fixed by {@code AttendanceContract}.
 */
public interface Attendance {
  Duration REMEMBERED = Duration.ofSeconds(15);

  /** For a node that is the only one. */
  Attendance ALONE = (_, _) -> Optional.of(Set.of());

  /**
   * Says who of a company is connected here, and learns who is connected elsewhere.
   *
   * @param here everybody, not only who is new
   * @return empty where that cannot be learned now
   */
  Optional<Set<UserId>> exchange(CompanyId company, Set<UserId> here);
}
