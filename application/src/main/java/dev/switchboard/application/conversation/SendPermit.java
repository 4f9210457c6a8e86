package dev.switchboard.application.conversation;

import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.MessagingWindow;
import dev.switchboard.domain.conversation.Conversation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** May a person's answer be queued in this conversation now? Asked before anything is stored. */
public final class SendPermit {
  private final ChannelAccounts channels;
  private final CompanyQuotas quotas;

  public SendPermit(ChannelAccounts channels, CompanyQuotas quotas) {
    this.channels = channels;
    this.quotas = quotas;
  }

  /**
   * @throws dev.switchboard.domain.Rejected {@code Refused} without an active channel account,
   *     {@code Forbidden} outside the channel's window, {@code TooMany} beyond the company's quota
   */
  void require(Conversation conversation, Instant now) {
    var account =
        channels
            .find(conversation.company(), conversation.channel())
            .orElseThrow(
                () ->
                    new Refused(
                            "channel_disconnected", "The page or account is no longer connected")
                        .asException());
    if (!account.active()) {
      throw new Refused("channel_inactive", "The page or account is switched off").asException();
    }
    switch (window(conversation, account, now)) {
      case MessagingWindow.Response _, MessagingWindow.HumanAgent _ -> {}
      case MessagingWindow.Closed(var closedAt) -> throw outside(closedAt).asException();
    }
    quotas.send(conversation.company());
  }

  private static MessagingWindow window(
      Conversation conversation, ChannelAccount account, Instant now) {
    return MessagingWindow.at(
        conversation.platform(),
        conversation.activity().windowOpenedAt(),
        now,
        true,
        account.humanAgent());
  }

  private static Forbidden outside(Optional<Instant> closedAt) {
    return new Forbidden(
        "outside_messaging_window",
        "Outside the messaging window: the customer has to write first",
        closedAt.<Map<String, Object>>map(at -> Map.of("closed_at", at)).orElse(Map.of()));
  }
}
