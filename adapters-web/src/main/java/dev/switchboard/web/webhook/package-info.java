/** What people do about webhooks: look at what was parked, replay it, give up on it. */
package dev.switchboard.web.webhook;
