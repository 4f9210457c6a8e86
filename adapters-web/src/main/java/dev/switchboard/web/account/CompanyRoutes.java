package dev.switchboard.web.account;

import dev.switchboard.application.account.Companies;
import dev.switchboard.application.account.CreateCompany;
import dev.switchboard.application.account.DeleteCompany;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.UpdateCompany;
import dev.switchboard.application.account.UserView;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.web.Access;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.Optional;

/** {@code /api/companies}: the tenants, for superusers. */
public final class CompanyRoutes implements Routes {
  record CreateBody(String name, PersonBody admin) {}

  record UpdateBody(String name) {}

  record Done(String message) {}

  record Line(long id, String name, Instant createdAt, Instant updatedAt) {
    static Line of(Company company) {
      return new Line(
          company.id().value(), company.name(), company.createdAt(), company.updatedAt());
    }
  }

  /**
   * @param admin null where none was asked for
   */
  record Created(long id, String name, Instant createdAt, Instant updatedAt, UserView admin) {}

  private final Companies companies;
  private final CreateCompany createCompany;
  private final UpdateCompany updateCompany;
  private final DeleteCompany deleteCompany;
  private final People people;

  public CompanyRoutes(
      Companies companies,
      CreateCompany createCompany,
      UpdateCompany updateCompany,
      DeleteCompany deleteCompany,
      People people) {
    this.companies = companies;
    this.createCompany = createCompany;
    this.updateCompany = updateCompany;
    this.deleteCompany = deleteCompany;
    this.people = people;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.COMPANIES.each("", path -> routes.get(path, this::list, Access.SUPERUSER));
    Mounts.COMPANIES.each(
        "", path -> routes.post(path, this::create, Access.SUPERUSER, Idempotent.BY_KEY));
    Mounts.COMPANIES.each("/{id}", path -> routes.get(path, this::one, Access.SUPERUSER));
    Mounts.COMPANIES.each("/{id}", path -> routes.patch(path, this::update, Access.SUPERUSER));
    Mounts.COMPANIES.each("/{id}", path -> routes.delete(path, this::delete, Access.SUPERUSER));
  }

  private void list(Context context) {
    var lines =
        companies.page(Requests.skip(context), Requests.limit(context)).stream()
            .map(Line::of)
            .toList();
    Page.answer(context, lines, companies::count);
  }

  private void one(Context context) {
    var company =
        companies
            .find(company(context))
            .orElseThrow(() -> new Missing("company_not_found", "Company not found").asException());
    context.json(Line.of(company));
  }

  private void update(Context context) {
    var body = Requests.body(context, UpdateBody.class);
    var changed =
        updateCompany.handle(
            new UpdateCompany.Command(
                Requests.caller(context), company(context), Optional.ofNullable(body.name())));
    context.json(Line.of(changed));
  }

  private void delete(Context context) {
    deleteCompany.handle(Requests.caller(context), company(context));
    context.json(new Done("Company deleted successfully"));
  }

  private static CompanyId company(Context context) {
    return new CompanyId(Requests.id(context, "id"));
  }

  private void create(Context context) {
    var body = Requests.body(context, CreateBody.class);
    var created =
        createCompany.handle(
            new CreateCompany.Command(
                Requests.caller(context),
                PersonBody.required("name", body.name()),
                Optional.ofNullable(body.admin()).map(PersonBody::toNewUser)));
    var line = Line.of(created.company());
    context
        .status(HttpStatus.CREATED)
        .header(Header.LOCATION, Mounts.COMPANIES.paths().getFirst() + "/" + line.id())
        .json(
            new Created(
                line.id(),
                line.name(),
                line.createdAt(),
                line.updatedAt(),
                created.admin().map(people::show).orElse(null)));
  }
}
