package dev.switchboard.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Steps on one key that Redis takes as one. Sent by its hash, and whole where Redis does not know
 * it: at first, and after it was started anew.
 *
 * @param answer what comes back
 */
record Script(ScriptOutputType answer, String text) {
  <T> CompletionStage<T> run(
      RedisAsyncCommands<String, String> commands, String key, String... values) {
    var keys = new String[] {key};
    return commands
        .<T>evalsha(commands.digest(text), answer, keys, values)
        .exceptionallyCompose(
            failure ->
                cause(failure) instanceof RedisNoScriptException
                    ? commands.eval(text, answer, keys, values)
                    : CompletableFuture.failedFuture(failure));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
