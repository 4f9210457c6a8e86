package dev.switchboard.domain.user;

import dev.switchboard.domain.Rejection.Invalid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a user says of themselves. All texts are stripped and in NFC, single lines but for {@code
 * bio}; a text left blank is absent.
 */
public record Profile(
    Optional<String> fullName,
    Optional<String> firstName,
    Optional<String> lastName,
    Optional<String> bio,
    Optional<String> country,
    Optional<String> businessName,
    Optional<String> tagline,
    Optional<String> website,
    Map<String, String> socialLinks,
    Optional<String> avatarUrl,
    boolean setupCompleted) {
  private static final int NAME_LENGTH = 200;
  private static final int TEXT_LENGTH = 2_000;
  private static final int MOST_LINKS = 20;
  private static final int LINKS_LENGTH = 8_000;

  public Profile {
    fullName = Texts.line("full_name", fullName, NAME_LENGTH);
    firstName = Texts.line("first_name", firstName, NAME_LENGTH);
    lastName = Texts.line("last_name", lastName, NAME_LENGTH);
    bio = Texts.lines("bio", bio, TEXT_LENGTH);
    country = Texts.line("country", country, NAME_LENGTH);
    businessName = Texts.line("business_name", businessName, NAME_LENGTH);
    tagline = Texts.line("tagline", tagline, NAME_LENGTH);
    website = Texts.line("website", website, TEXT_LENGTH);
    socialLinks = links(socialLinks);
    avatarUrl = Texts.line("avatar_url", avatarUrl, TEXT_LENGTH);
  }

  /** Of somebody of whom only a name is known. Without a full name, the two parts make it. */
  public static Profile named(
      Optional<String> fullName, Optional<String> firstName, Optional<String> lastName) {
    return new Profile(
        fullName.filter(name -> !name.isBlank()).or(() -> joined(firstName, lastName)),
        firstName,
        lastName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        false);
  }

  /** The full name that the two parts make; empty without either. */
  public static Optional<String> joined(Optional<String> firstName, Optional<String> lastName) {
    return Optional.of((firstName.orElse("") + " " + lastName.orElse("")).strip())
        .filter(name -> !name.isEmpty());
  }

  public Profile from(Optional<String> newCountry) {
    return new Profile(
        fullName,
        firstName,
        lastName,
        bio,
        newCountry,
        businessName,
        tagline,
        website,
        socialLinks,
        avatarUrl,
        setupCompleted);
  }

  private static Map<String, String> links(Map<String, String> links) {
    if (links.size() > MOST_LINKS) {
      throw Invalid.field(
              "social_links", "too_many", "social_links has at most " + MOST_LINKS + " entries")
          .asException();
    }
    var checked = new LinkedHashMap<String, String>();
    links.forEach(
        (name, link) ->
            Texts.line("social_links", Optional.of(link), TEXT_LENGTH)
                .ifPresent(
                    value ->
                        Texts.line("social_links", Optional.of(name), NAME_LENGTH)
                            .ifPresent(key -> checked.put(key, value))));
    var length =
        checked.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length());
    if (length.sum() > LINKS_LENGTH) {
      throw Invalid.field(
              "social_links",
              "too_long",
              "social_links has at most " + LINKS_LENGTH + " characters altogether")
          .asException();
    }
    return Map.copyOf(checked);
  }
}
