package dev.switchboard.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ChannelHealth} must do. */
public interface ChannelHealthContract {
  ChannelAccounts accounts();

  ChannelHealth health();

  Transactions transactions();

  CompanyId newCompany();

  @Test
  default void aNewAccountHasShownNoSigns() {
    var page = connected("signs-new");

    assertThat(health().signs(page.company(), page.id()))
        .contains(new ChannelHealth.Signs(Optional.empty(), Optional.empty()));
    assertThat(health().signs(newCompany(), page.id())).isEmpty();
  }

  @Test
  default void tellsWhenAccountsWereLastHeardOf() {
    var one = connected("signs-1");
    var two = connected("signs-2");
    var later = AChannelAccount.CONNECTED.plus(Duration.ofMinutes(1));

    transactions()
        .inTransaction(() -> health().heard(List.of(one, two), AChannelAccount.CONNECTED));
    transactions().inTransaction(() -> health().heard(List.of(two), later));

    assertThat(heardAt(one)).contains(AChannelAccount.CONNECTED);
    assertThat(heardAt(two)).contains(later);
  }

  @Test
  default void keepsTheLastSendError() {
    var page = connected("signs-error");
    var error = new ChannelHealth.SendError("190", "Token expired", AChannelAccount.CONNECTED);

    transactions().inTransaction(() -> health().sendFailed(page.company(), page.id(), error));

    assertThat(health().signs(page.company(), page.id()).orElseThrow().lastSendError())
        .contains(error);
  }

  private Optional<java.time.Instant> heardAt(ChannelAccount page) {
    return health().signs(page.company(), page.id()).orElseThrow().lastWebhookAt();
  }

  private ChannelAccount connected(String pageId) {
    var page = AChannelAccount.page(newCompany(), 1, pageId);
    return transactions().inTransaction(() -> accounts().add(page, "token")).orElseThrow();
  }
}
