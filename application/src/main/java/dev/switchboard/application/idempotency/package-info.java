/** Requests that may arrive twice and must act once. Knows nothing of what they do. */
package dev.switchboard.application.idempotency;
