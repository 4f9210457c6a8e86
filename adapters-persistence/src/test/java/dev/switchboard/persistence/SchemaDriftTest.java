package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;

/** Rows and migrations describe the same tables. */
class SchemaDriftTest {
  @Test
  void theMigratedTablesAreWhatTheRowsSay() {
    try (var test = TestDatabase.create()) {
      assertThatCode(() -> validate(test)).doesNotThrowAnyException();
    }
  }

  @Test
  void aColumnThatOnlyTheRowKnowsIsNoticed() {
    try (var test = TestDatabase.create()) {
      test.execute("alter table app_user rename column tagline to slogan");

      assertThatThrownBy(() -> validate(test))
          .isInstanceOf(SchemaManagementException.class)
          .hasMessageContaining("tagline");
    }
  }

  @Test
  void aColumnOfAnotherTypeIsNoticed() {
    try (var test = TestDatabase.create()) {
      test.execute("alter table session alter column last_seen_at type text");

      assertThatThrownBy(() -> validate(test))
          .isInstanceOf(SchemaManagementException.class)
          .hasMessageContaining("last_seen_at");
    }
  }

  private static void validate(TestDatabase test) {
    var configuration =
        Mapping.configuration()
            .setProperty("hibernate.boot.allow_jdbc_metadata_access", "true")
            .setProperty("hibernate.hbm2ddl.auto", "validate");
    configuration.getProperties().remove("hibernate.connection.provider_class");
    configuration
        .getProperties()
        .put("hibernate.connection.datasource", test.unit().pools().getFirst());
    configuration.buildSessionFactory().close();
  }
}
