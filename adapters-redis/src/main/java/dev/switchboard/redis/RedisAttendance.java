package dev.switchboard.redis;

import dev.switchboard.application.stream.Attendance;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One hash a company with one field a node: until when it counts, by the clock of Redis, and the
 * ids of its users. Ids and nothing else, and all of it gone when nobody says it again.
 */
final class RedisAttendance implements Attendance {
  private static final Pattern ID = Pattern.compile("\\d{1,18}");
  private static final Script EXCHANGE =
      new Script(
          ScriptOutputType.MULTI,
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          if ARGV[3] == '' then
            redis.call('HDEL', KEYS[1], ARGV[1])
          else
            redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f|%s', now + ARGV[2], ARGV[3]))
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
          end
          local nodes = redis.call('HGETALL', KEYS[1])
          local elsewhere = {}
          for i = 1, #nodes, 2 do
            if nodes[i] ~= ARGV[1] then
              local till, users = string.match(nodes[i + 1], '^(%d+)|(.*)$')
              if till and tonumber(till) > now then
                elsewhere[#elsewhere + 1] = users
              else
                redis.call('HDEL', KEYS[1], nodes[i])
              end
            end
          end
          return elsewhere
          """);

  private final RedisLine line;
  private final String prefix;
  private final String node;
  private final String life;

  RedisAttendance(RedisLine line, String prefix, String node) {
    this(line, prefix, node, REMEMBERED.toMillis());
  }

  /**
   * @param life in milliseconds, without a word from a node
   */
  RedisAttendance(RedisLine line, String prefix, String node, long life) {
    this.line = line;
    this.prefix = prefix;
    this.node = node;
    this.life = Long.toString(life);
  }

  @Override
  public Optional<Set<UserId>> exchange(CompanyId company, Set<UserId> here) {
    var users = here.stream().map(UserId::toString).collect(Collectors.joining(","));
    return line.<List<String>>ask(
            commands ->
                EXCHANGE.run(commands, prefix + ":attendance:" + company, node, life, users))
        .map(RedisAttendance::users);
  }

  private static Set<UserId> users(List<String> nodes) {
    return nodes.stream()
        .flatMap(ids -> ID.matcher(ids).results())
        .map(id -> new UserId(Long.parseLong(id.group())))
        .collect(Collectors.toUnmodifiableSet());
  }
}
