package dev.switchboard.domain.message;

import dev.switchboard.domain.user.UserId;

/** Who wrote a message. */
public sealed interface Author {
  record Customer() implements Author {}

  record Agent(UserId user) implements Author {}

  /** The company, but not through us: the platform's own inbox, a phone, another tool. */
  record Page() implements Author {}

  Author CUSTOMER = new Customer();
  Author PAGE = new Page();
}
