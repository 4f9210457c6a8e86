package dev.switchboard.bootstrap.operator;

import dev.switchboard.application.account.Companies;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which company an operator means. */
final class CompanyChoice {
  private static final int AT_ONCE = 500;

  private final Companies companies;

  CompanyChoice(Companies companies) {
    this.companies = companies;
  }

  /**
   * By id or name; without either the oldest, where newcomers go.
   *
   * @throws Refusal there is none, or several have the name
   */
  Company of(Optional<String> wanted) {
    if (wanted.isEmpty()) {
      return companies.first().orElseThrow(() -> new Refusal("there is no company yet"));
    }
    var text = wanted.get();
    var byId =
        text.matches("\\d{1,18}")
            ? companies.find(new CompanyId(Long.parseLong(text)))
            : Optional.<Company>empty();
    return byId.or(() -> named(text)).orElseThrow(() -> new Refusal("there is no company " + text));
  }

  /**
   * @throws Refusal several have the name
   */
  Optional<Company> named(String name) {
    Predicate<Company> same = company -> company.name().equals(name);
    var found = all().filter(same).limit(2).toList();
    if (found.size() > 1) {
      throw new Refusal("several companies are called " + name + ": give the id");
    }
    return found.stream().findFirst();
  }

  Stream<Company> all() {
    return Stream.iterate(0, skip -> skip + AT_ONCE)
        .map(skip -> companies.page(skip, AT_ONCE))
        .takeWhile(page -> !page.isEmpty())
        .flatMap(page -> page.stream());
  }
}
