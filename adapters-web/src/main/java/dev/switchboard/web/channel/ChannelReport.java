package dev.switchboard.web.channel;

import dev.switchboard.application.channel.ChannelHealth.SendError;
import dev.switchboard.application.channel.ChannelHealth.Signs;
import dev.switchboard.application.channel.ChannelProbe.Answer;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How an account fares.
 *
 * @param tokenValid false once the platform refused the token, until a new one comes
 * @param subscribedFields null while not known
 * @param lastWebhookAt null if nothing ever came
 * @param lastSendError null if no send ever failed
 */
record ChannelReport(
    String pageId,
    String state,
    boolean isActive,
    boolean tokenValid,
    List<String> subscribedFields,
    Instant lastWebhookAt,
    SendError lastSendError) {

  static ChannelReport of(ChannelAccount account, Signs signs, Optional<Answer> answer) {
    var refused = answer.filter(Answer.TokenRefused.class::isInstance).isPresent();
    return new ChannelReport(
        account.key().externalId(),
        account.state().name().toLowerCase(Locale.ROOT),
        account.active(),
        account.state() != ChannelState.REAUTH && !refused,
        answer.flatMap(ChannelReport::subscribed).orElse(null),
        signs.lastWebhookAt().orElse(null),
        signs.lastSendError().orElse(null));
  }

  private static Optional<List<String>> subscribed(Answer answer) {
    return answer instanceof Answer.Works(var fields, var _)
        ? fields.map(set -> set.stream().sorted().toList())
        : Optional.empty();
  }
}
