package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.AddUserAsOperator;
import dev.switchboard.application.account.Companies;
import dev.switchboard.application.account.FoundCompany;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.ResetPasswordAsOperator;
import dev.switchboard.application.account.Users;
import java.security.SecureRandom;

/** What whoever runs the installation can do without an account. */
public record Operator(
    Companies companies,
    FoundCompany foundCompany,
    Users users,
    People people,
    AddUserAsOperator addUser,
    ResetPasswordAsOperator resetPassword,
    Transactions transactions,
    SecureRandom random) {}
