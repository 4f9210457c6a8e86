package dev.switchboard.persistence.account;

import dev.switchboard.domain.user.User;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;

/** The table {@code user_role}: which user has which role. */
@Entity
@Table(name = "user_role")
class UserRoleRow {
  @EmbeddedId Key key;

  /** The whole row is its key. Boxed, because {@code array_agg} of HQL takes no primitive. */
  @Embeddable
  record Key(long companyId, long userId, Long roleId) {}

  static List<UserRoleRow> of(User user) {
    return user.roles().stream()
        .map(role -> new Key(user.company().value(), user.id().value(), role.value()))
        .map(UserRoleRow::of)
        .toList();
  }

  private static UserRoleRow of(Key key) {
    var row = new UserRoleRow();
    row.key = key;
    return row;
  }
}
