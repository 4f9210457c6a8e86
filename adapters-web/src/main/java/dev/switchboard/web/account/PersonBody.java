package dev.switchboard.web.account;

import dev.switchboard.application.account.NewUser;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.EmployeeId;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PhoneNumber;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Username;
import dev.switchboard.web.Fields;
import java.util.Optional;

/**
 * A user who is to be, by the names of all ancestors: {@code name} is {@code full_name}, {@code
 * contact_number} is {@code phone_number}. Rank, company and the like are no part of it, so nobody
 * gets them by asking.
 */
record PersonBody(
    String username,
    String email,
    String password,
    String name,
    String fullName,
    String firstName,
    String lastName,
    String phoneNumber,
    String contactNumber,
    String empId,
    String country,
    Boolean canReceiveNewChats) {

  NewUser toNewUser() {
    return read(new Fields());
  }

  /** Somebody who registers must leave an address. */
  NewUser toNewcomer() {
    var fields = new Fields();
    fields.read(() -> required("email", given(email).orElse(null)));
    return read(fields);
  }

  private NewUser read(Fields fields) {
    var user = fields.read(() -> given(username).map(Username::new));
    var address = fields.read(() -> given(email).map(EmailAddress::new));
    var phone =
        fields.read(() -> given(phoneNumber).or(() -> given(contactNumber)).map(PhoneNumber::new));
    var employee = fields.read(() -> given(empId).map(EmployeeId::new));
    var profile = fields.read(this::profile);
    var secret = fields.read(() -> new Password(required("password", password)));
    fields.requireRight();
    return new NewUser(
        user,
        address,
        phone,
        employee,
        profile,
        secret,
        canReceiveNewChats == null || canReceiveNewChats);
  }

  private Profile profile() {
    return Profile.named(
            given(fullName).or(() -> given(name)),
            Optional.ofNullable(firstName),
            Optional.ofNullable(lastName))
        .from(Optional.ofNullable(country));
  }

  static String required(String field, String value) {
    if (value == null) {
      throw Invalid.field(field, "missing", field + " is required").asException();
    }
    return value;
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }
}
