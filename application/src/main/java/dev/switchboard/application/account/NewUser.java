package dev.switchboard.application.account;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.EmployeeId;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PhoneNumber;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Username;
import java.util.Optional;

/**
 * What is asked for a user who does not exist yet. Without a username one is made up.
 *
 * @param receivesNewChats whether the rotation begins at once, if a role allows it
 */
public record NewUser(
    Optional<Username> username,
    Optional<EmailAddress> email,
    Optional<PhoneNumber> phoneNumber,
    Optional<EmployeeId> employeeId,
    Profile profile,
    Password password,
    boolean receivesNewChats) {

  /** Somebody must be reachable, and able to log in, by at least one name of their own. */
  public NewUser {
    if (username.isEmpty() && email.isEmpty() && phoneNumber.isEmpty()) {
      throw Invalid.field("email", "missing", "email or phone_number is needed").asException();
    }
  }

  Username wantedUsername() {
    return username
        .or(() -> email.map(Username::from))
        .or(() -> profile.fullName().map(Username::suggested))
        .orElseGet(() -> Username.suggested("user"));
  }
}
