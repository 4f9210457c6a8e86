package dev.switchboard.web;

import io.javalin.security.RouteRole;

/**
 * Marks a POST route that creates, beside its {@link Access}: a request with an {@code
 * Idempotency-Key} acts once, and is answered again what it was answered first. The route's handler
 * then runs within one unit of work, so what must outlive a refusal has no place in it (but for
 * what is counted apart from it, as tries are), and the answer is stored, so it must hold no
 * secret.
 */
public enum Idempotent implements RouteRole {
  BY_KEY
}
