/**
 * What several nodes tell each other by way of Redis or Valkey: hints, who is online, and what a
 * company has used. Nothing here is kept anywhere else, and nothing is lost with it: whatever Redis
 * does not answer, a node answers for itself.
 */
package dev.switchboard.redis;
