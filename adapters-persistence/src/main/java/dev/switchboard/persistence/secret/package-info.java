/** Secrets at rest: sealed before they reach a row, opened only for whoever uses them. */
package dev.switchboard.persistence.secret;
