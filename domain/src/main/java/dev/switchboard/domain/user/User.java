package dev.switchboard.domain.user;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who works for a company, or its customer with a login. The password is not part of it,
 * so that it cannot slip into an answer.
 *
 * @param superuser may do everything, in the whole installation
 * @param receivesNewChats takes part in the rotation, if a role allows it
 * @param chatCapacity at most so many open chats at once
 * @param revision counts the stored versions
 */
public record User(
    CompanyId company,
    UserId id,
    Username username,
    Optional<EmailAddress> email,
    Optional<PhoneNumber> phoneNumber,
    Optional<EmployeeId> employeeId,
    Profile profile,
    Set<RoleId> roles,
    boolean active,
    boolean superuser,
    boolean receivesNewChats,
    Optional<Integer> chatCapacity,
    int revision,
    Instant createdAt,
    Instant updatedAt) {

  public User {
    roles = Set.copyOf(roles);
  }

  /** All the names that must be this user's alone. */
  public List<LoginName> loginNames() {
    var names = new ArrayList<LoginName>();
    names.add(LoginName.of(username));
    email.map(LoginName::of).ifPresent(names::add);
    phoneNumber.map(LoginName::of).ifPresent(names::add);
    return names;
  }

  /** What others see where a name is needed. */
  public String displayName() {
    return profile.fullName().orElse(username.value());
  }

  public User activated(boolean nowActive, Instant at) {
    return new User(
        company,
        id,
        username,
        email,
        phoneNumber,
        employeeId,
        profile,
        roles,
        nowActive,
        superuser,
        receivesNewChats,
        chatCapacity,
        revision,
        createdAt,
        at);
  }

  /** As they describe themselves, and where they are reached. */
  public User presented(
      Profile newProfile,
      Optional<EmailAddress> newEmail,
      Optional<PhoneNumber> newPhoneNumber,
      Instant at) {
    return new User(
        company,
        id,
        username,
        newEmail,
        newPhoneNumber,
        employeeId,
        newProfile,
        roles,
        active,
        superuser,
        receivesNewChats,
        chatCapacity,
        revision,
        createdAt,
        at);
  }

  public User routed(boolean nowReceives, Instant at) {
    return new User(
        company,
        id,
        username,
        email,
        phoneNumber,
        employeeId,
        profile,
        roles,
        active,
        superuser,
        nowReceives,
        chatCapacity,
        revision,
        createdAt,
        at);
  }

  /** Beyond every role, or no longer. */
  public User ranked(boolean nowSuperuser, Instant at) {
    return new User(
        company,
        id,
        username,
        email,
        phoneNumber,
        employeeId,
        profile,
        roles,
        active,
        nowSuperuser,
        receivesNewChats,
        chatCapacity,
        revision,
        createdAt,
        at);
  }

  /** With these roles and no others. */
  public User holding(Set<RoleId> nowRoles, Instant at) {
    return new User(
        company,
        id,
        username,
        email,
        phoneNumber,
        employeeId,
        profile,
        nowRoles,
        active,
        superuser,
        receivesNewChats,
        chatCapacity,
        revision,
        createdAt,
        at);
  }
}
