package dev.switchboard.persistence.secret;

import dev.switchboard.domain.company.CompanyId;
import java.nio.charset.StandardCharsets;

/** Where a secret is stored: a ciphertext opens only in the place it was sealed for. */
public record SecretPlace(String table, String column, CompanyId company, long row) {
  byte[] bytes() {
    return (table + '|' + column + '|' + company + '|' + row).getBytes(StandardCharsets.UTF_8);
  }
}
