/** Meta's webhooks: the routes, and the reading of what comes in by them. */
package dev.switchboard.meta.webhook;
