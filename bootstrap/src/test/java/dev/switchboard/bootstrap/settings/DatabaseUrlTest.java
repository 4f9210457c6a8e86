package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @Test
  void credentialsAreTakenApartAndDecoded() {
    assertThat(DatabaseUrl.parse("postgresql://ann%40b:p%40ss%2F%3A+1@db.example:5433/chat"))
        .isEqualTo(new DatabaseUrl("jdbc:postgresql://db.example:5433/chat", "ann@b", "p@ss/:+1"));
  }

  @Test
  void parametersSurvive() {
    assertThat(DatabaseUrl.parse("postgres://u:p@db/chat?sslmode=require").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/chat?sslmode=require");
  }

  @Test
  void severalHostsAndAddressesInBracketsAreAllowed() {
    assertThat(
            DatabaseUrl.parse("postgresql://u:p@a:1,b:2/chat?targetServerType=primary").jdbcUrl())
        .isEqualTo("jdbc:postgresql://a:1,b:2/chat?targetServerType=primary");
    assertThat(DatabaseUrl.parse("postgresql://u:p@[::1]:5432/chat").jdbcUrl())
        .isEqualTo("jdbc:postgresql://[::1]:5432/chat");
  }

  @Test
  void ofSeveralHostsThePrimaryIsMeantUnlessItIsSaidWhich() {
    assertThat(DatabaseUrl.parse("postgresql://u:p@a:1,b:2/chat").jdbcUrl())
        .isEqualTo("jdbc:postgresql://a:1,b:2/chat?targetServerType=primary");
    assertThat(DatabaseUrl.parse("postgresql://u:p@a,b/chat?sslmode=require").jdbcUrl())
        .isEqualTo("jdbc:postgresql://a,b/chat?sslmode=require&targetServerType=primary");
    assertThat(
            DatabaseUrl.parse("postgresql://u:p@a,b/chat?ssl=true&targetServerType=any").jdbcUrl())
        .isEqualTo("jdbc:postgresql://a,b/chat?ssl=true&targetServerType=any");
  }

  @Test
  void theDriverNamesOfOtherLanguagesAreUnderstood() {
    assertThat(DatabaseUrl.parse("postgresql+psycopg2://u:p@db/chat").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/chat");
  }

  @Test
  void aPasswordIsOptional() {
    assertThat(DatabaseUrl.parse("postgresql://u@db/chat").password()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:///./backend.db",
        "postgresql://",
        "postgresql://u:p@/chat",
        "postgresql://u:p@db",
        "postgresql://u:p@db/",
        "postgresql://u:p@db:99999/chat",
        "postgresql://:p@db/chat",
        "postgresql://u:%zz@db/chat",
        "postgresql://u:p@a b/chat"
      })
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DatabaseUrl.parse(text));
  }
}
