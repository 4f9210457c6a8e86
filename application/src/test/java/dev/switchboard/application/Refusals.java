package dev.switchboard.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says which refusal a use case must give. */
public final class Refusals {
  private Refusals() {}

  public static void assertRefused(
      Class<? extends Rejection> kind, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                org.assertj.core.api.Assertions.assertThat(rejected.reason())
                    .isInstanceOf(kind)
                    .extracting(Rejection::code)
                    .isEqualTo(code));
  }
}
