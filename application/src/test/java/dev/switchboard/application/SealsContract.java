package dev.switchboard.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Seals.Place;
import dev.switchboard.domain.company.CompanyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What every {@link Seals} must do. */
public interface SealsContract {
  Place PLACE = new Place("outbox.payload", new CompanyId(1), 7);

  Seals seals();

  @Test
  default void whatWasSealedOpensInItsPlace() {
    var text = "to=ada%40example.test&name=Zoë";

    assertThat(seals().open(PLACE, seals().seal(PLACE, text))).contains(text);
  }

  @Test
  default void aSealedTextShowsNothingOfItAndIsNeverTheSameTwice() {
    var secret = "pr_1_secret-of-a-link";
    var sealed = seals().seal(PLACE, secret);

    assertThat(sealed)
        .matches("\\p{ASCII}+")
        .doesNotContain(secret)
        .doesNotContain(
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    assertThat(seals().seal(PLACE, secret)).isNotEqualTo(sealed);
  }

  @Test
  default void elsewhereItDoesNotOpen() {
    var sealed = seals().seal(PLACE, "secret");

    assertThat(seals().open(new Place("other.column", new CompanyId(1), 7), sealed)).isEmpty();
    assertThat(seals().open(new Place("outbox.payload", new CompanyId(2), 7), sealed)).isEmpty();
    assertThat(seals().open(new Place("outbox.payload", new CompanyId(1), 8), sealed)).isEmpty();
  }

  @Test
  default void whatWasChangedDoesNotOpen() {
    var sealed = seals().seal(PLACE, "secret");

    assertThat(seals().open(PLACE, "AAAA" + sealed.substring(4))).isEmpty();
    assertThat(seals().open(PLACE, "no seal at all")).isEmpty();
    assertThat(seals().open(PLACE, "")).isEmpty();
  }
}
