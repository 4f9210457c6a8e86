package dev.switchboard.persistence.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.direct.DirectInbox;
import dev.switchboard.application.direct.DirectInboxContract;
import dev.switchboard.application.direct.DirectLooksContract;
import dev.switchboard.application.direct.DirectMessages;
import dev.switchboard.application.direct.DirectMessagesContract;
import dev.switchboard.application.direct.DirectRaceContract;
import dev.switchboard.application.direct.DirectWorld;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDirectMessagesTest
    implements DirectMessagesContract,
        DirectLooksContract,
        DirectInboxContract,
        DirectRaceContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Test
  void aCompanyThatGoesTakesItsMessagesWithIt() {
    var company = world().company();
    send(company, world().user(company, "Ada"), world().user(company, "Bob"), "hello");

    test.execute("delete from app_user where company_id = ?", company.value());

    assertThat(test.execute("delete from company where id = ?", company.value())).isEqualTo(1);
    for (var table : new String[] {"direct_message", "direct_conversation", "direct_unread"}) {
      assertThat(test.execute("delete from " + table + " where company_id = ?", company.value()))
          .as(table)
          .isZero();
    }
  }

  @Override
  public DirectMessages messages() {
    return new PostgresDirectMessages(test.database());
  }

  @Override
  public DirectInbox inbox() {
    return new PostgresDirectInbox(test.database());
  }

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public DirectWorld world() {
    return new PostgresDirectWorld(test);
  }

  @Override
  public Ids ids() {
    return test.ids();
  }
}
