package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;

/**
 * Told that a company's stream reached a number. Only a hint: it may be lost, doubled, late or out
 * of order without harm, for readers look at the stream itself and poll it now and then. Carries no
 * content. Thread-safe, quick, does not throw.
 */
@FunctionalInterface
public interface StreamHints {
  void reached(CompanyId company, long seq);
}
