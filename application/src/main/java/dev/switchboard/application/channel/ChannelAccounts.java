package dev.switchboard.application.channel;

import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every connected account. Behaviour is fixed by {@code ChannelAccountsContract}. Writes need a
 * running unit of work, reads do not. A removed account is found by none of the reads.
 */
public interface ChannelAccounts {
  /** Which account of which company is meant; keys nobody has connected are absent. */
  Map<ChannelKey, ChannelAccount> route(Collection<ChannelKey> keys);

  Optional<ChannelAccount> find(CompanyId company, ChannelAccountId id);

  Optional<ChannelAccount> find(CompanyId company, ChannelKey key);

  /** As {@code find}, and nobody else changes the account until this unit of work ends. */
  Optional<ChannelAccount> lock(CompanyId company, ChannelAccountId id);

  /** Oldest first. */
  List<ChannelAccount> all(CompanyId company, Platform platform);

  /** Those of every company, for what looks after them all. */
  List<ChannelAccount> connected();

  /**
   * Connects an account. One that the same company had removed comes to life again under its old
   * id, so that its conversations go on.
   *
   * @param token stored encrypted
   * @return what is connected now, with the id that holds; empty, and nothing stored, if the key is
   *     connected already, here or elsewhere
   */
  Optional<ChannelAccount> add(ChannelAccount account, String token);

  /** Name, flags and state; take the account with {@link #lock} first. */
  void update(ChannelAccount account);

  void replaceToken(CompanyId company, ChannelAccountId id, String token);

  /** Forgets the account's route and token; conversations and messages stay. */
  void remove(CompanyId company, ChannelAccountId id);

  /** The access token, for the sender alone. */
  Optional<String> token(CompanyId company, ChannelAccountId id);
}
