/** Answers kept under their idempotency keys. */
package dev.switchboard.persistence.idempotency;
