package dev.switchboard.persistence.account;

import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.EmployeeId;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.PhoneNumber;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.domain.user.Username;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.RowKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The table {@code app_user}, as a struct. The roles are rows of their own; an update leaves names
 * and password alone, for names stand in the directory too and the aggregate knows no password.
 */
@Entity
@Table(name = "app_user")
class UserRow {
  @EmbeddedId RowKey key;

  @Column(nullable = false, updatable = false)
  String username;

  @Column(updatable = false)
  String email;

  @Column(updatable = false)
  String phoneNumber;

  @Column(updatable = false)
  String empId;

  @Column(nullable = false, updatable = false)
  String passwordHash;

  String fullName;
  String firstName;
  String lastName;
  String bio;
  String country;
  String businessName;
  String tagline;
  String website;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  String socialLinks;

  String avatarUrl;

  @Column(nullable = false)
  boolean setupCompleted;

  @Column(name = "is_active", nullable = false)
  boolean active;

  @Column(name = "is_superuser", nullable = false)
  boolean superuser;

  @Column(nullable = false)
  boolean canReceiveNewChats;

  Integer chatCapacity;

  @Version int revision;

  @Column(nullable = false, updatable = false)
  Instant createdAt;

  @Column(nullable = false)
  Instant updatedAt;

  /** A user's row and the ids of their roles, null for none: one round trip. */
  record WithRoles(UserRow row, Long[] roles) {
    User toDomain() {
      return row.toDomain(
          Stream.ofNullable(roles)
              .flatMap(Stream::of)
              .map(RoleId::new)
              .collect(Collectors.toSet()));
    }
  }

  /** For an update, which does not write the password. */
  static UserRow of(User user) {
    var row = new UserRow();
    row.key = RowKey.of(user.company(), user.id().value());
    row.username = user.username().value();
    row.email = text(user.email());
    row.phoneNumber = text(user.phoneNumber());
    row.empId = text(user.employeeId());
    row.describe(user.profile());
    row.active = user.active();
    row.superuser = user.superuser();
    row.canReceiveNewChats = user.receivesNewChats();
    row.chatCapacity = user.chatCapacity().orElse(null);
    row.revision = user.revision();
    row.createdAt = user.createdAt();
    row.updatedAt = user.updatedAt();
    return row;
  }

  static UserRow of(User user, PasswordHash password) {
    var row = of(user);
    row.passwordHash = password.value();
    return row;
  }

  private void describe(Profile profile) {
    fullName = text(profile.fullName());
    firstName = text(profile.firstName());
    lastName = text(profile.lastName());
    bio = text(profile.bio());
    country = text(profile.country());
    businessName = text(profile.businessName());
    tagline = text(profile.tagline());
    website = text(profile.website());
    socialLinks = JsonColumn.write(profile.socialLinks());
    avatarUrl = text(profile.avatarUrl());
    setupCompleted = profile.setupCompleted();
  }

  private User toDomain(Set<RoleId> roles) {
    return new User(
        key.company(),
        new UserId(key.id()),
        new Username(username),
        Optional.ofNullable(email).map(EmailAddress::new),
        Optional.ofNullable(phoneNumber).map(PhoneNumber::new),
        Optional.ofNullable(empId).map(EmployeeId::new),
        profile(),
        roles,
        active,
        superuser,
        canReceiveNewChats,
        Optional.ofNullable(chatCapacity),
        revision,
        createdAt,
        updatedAt);
  }

  private Profile profile() {
    return new Profile(
        Optional.ofNullable(fullName),
        Optional.ofNullable(firstName),
        Optional.ofNullable(lastName),
        Optional.ofNullable(bio),
        Optional.ofNullable(country),
        Optional.ofNullable(businessName),
        Optional.ofNullable(tagline),
        Optional.ofNullable(website),
        links(),
        Optional.ofNullable(avatarUrl),
        setupCompleted);
  }

  private Map<String, String> links() {
    var links = new LinkedHashMap<String, String>();
    JsonColumn.object(socialLinks).forEach((name, link) -> links.put(name, String.valueOf(link)));
    return links;
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }
}
