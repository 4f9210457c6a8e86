package dev.switchboard.domain.user;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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

  /** As it is stored. */
  public User atRevision(int stored) {
    return changed(updatedAt, next -> next.revision = stored);
  }

  public User activated(boolean nowActive, Instant at) {
    return changed(at, next -> next.active = nowActive);
  }

  /** As they describe themselves, and where they are reached. */
  public User presented(
      Profile newProfile,
      Optional<EmailAddress> newEmail,
      Optional<PhoneNumber> newPhoneNumber,
      Instant at) {
    return changed(
        at,
        next -> {
          next.profile = newProfile;
          next.email = newEmail;
          next.phoneNumber = newPhoneNumber;
        });
  }

  public User routed(boolean nowReceives, Instant at) {
    return changed(at, next -> next.receivesNewChats = nowReceives);
  }

  /** Beyond every role, or no longer. */
  public User ranked(boolean nowSuperuser, Instant at) {
    return changed(at, next -> next.superuser = nowSuperuser);
  }

  /** With these roles and no others. */
  public User holding(Set<RoleId> nowRoles, Instant at) {
    return changed(at, next -> next.roles = nowRoles);
  }

  private User changed(Instant at, Consumer<Draft> change) {
    var next = new Draft(this);
    change.accept(next);
    return new User(
        company,
        id,
        username,
        next.email,
        next.phoneNumber,
        employeeId,
        next.profile,
        next.roles,
        next.active,
        next.superuser,
        next.receivesNewChats,
        chatCapacity,
        next.revision,
        createdAt,
        at);
  }

  /** What can change of a user, by name: fifteen parts make positional copies unreadable. */
  private static final class Draft {
    private Optional<EmailAddress> email;
    private Optional<PhoneNumber> phoneNumber;
    private Profile profile;
    private Set<RoleId> roles;
    private boolean active;
    private boolean superuser;
    private boolean receivesNewChats;
    private int revision;

    Draft(User from) {
      email = from.email;
      phoneNumber = from.phoneNumber;
      profile = from.profile;
      roles = from.roles;
      active = from.active;
      superuser = from.superuser;
      receivesNewChats = from.receivesNewChats;
      revision = from.revision;
    }
  }
}
