package dev.switchboard.application.account;

import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.WebLink;
import java.util.Map;
import java.util.Optional;

/** What is to change of a profile; what is empty stays, and a blank text takes the value away. */
public record ProfileChanges(
    Optional<String> fullName,
    Optional<String> firstName,
    Optional<String> lastName,
    Optional<String> bio,
    Optional<String> country,
    Optional<String> businessName,
    Optional<String> tagline,
    Optional<String> website,
    Optional<Map<String, String>> socialLinks,
    Optional<String> avatarUrl,
    Optional<Boolean> setupCompleted) {

  public ProfileChanges {
    WebLink.checked("website", website);
    WebLink.checked("avatar_url", avatarUrl);
    socialLinks.ifPresent(
        links -> links.values().forEach(link -> WebLink.checkedOrName("social_links", link)));
  }

  public static final ProfileChanges NONE =
      new ProfileChanges(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * @throws dev.switchboard.domain.Rejected a text is too long or has a control character
   */
  Profile of(Profile known) {
    var first = firstName.or(known::firstName);
    var last = lastName.or(known::lastName);
    return new Profile(
        fullName.or(() -> followed(known, first, last)),
        first,
        last,
        bio.or(known::bio),
        country.or(known::country),
        businessName.or(known::businessName),
        tagline.or(known::tagline),
        website.or(known::website),
        socialLinks.orElse(known.socialLinks()),
        avatarUrl.or(known::avatarUrl),
        setupCompleted.orElse(known.setupCompleted()));
  }

  /** A full name that was made of the two parts follows them. */
  private static Optional<String> followed(
      Profile known, Optional<String> first, Optional<String> last) {
    var made = Profile.joined(known.firstName(), known.lastName());
    return known.fullName().equals(made) ? Profile.joined(first, last) : known.fullName();
  }
}
