package dev.switchboard.web.account;

import dev.switchboard.application.account.ProfileChanges;
import dev.switchboard.application.account.UpdateProfile.Changes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What users change of themselves, by the names of all ancestors. Null is as good as absent, a
 * blank text takes the value away. Rank, company, user name and the like are no part of it, so
 * nobody gets them by asking.
 */
record MeBody(
    String name,
    String fullName,
    String firstName,
    String lastName,
    String bio,
    String country,
    String email,
    String phoneNumber,
    String contactNumber,
    String businessName,
    String tagline,
    String website,
    Map<String, String> socialLinks,
    String avatarUrl,
    Boolean setupCompleted) {

  Changes toChanges() {
    return new Changes(
        new ProfileChanges(
            given(fullName).or(() -> given(name)),
            given(firstName),
            given(lastName),
            given(bio),
            given(country),
            given(businessName),
            given(tagline),
            given(website),
            Optional.ofNullable(socialLinks).map(MeBody::withoutNulls),
            given(avatarUrl),
            Optional.ofNullable(setupCompleted)),
        given(email),
        given(phoneNumber).or(() -> given(contactNumber)));
  }

  static Changes reachedAt(String phoneNumber) {
    return new Changes(ProfileChanges.NONE, Optional.empty(), Optional.of(phoneNumber));
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text);
  }

  private static Map<String, String> withoutNulls(Map<String, String> links) {
    links.values().removeIf(Objects::isNull);
    return links;
  }
}
