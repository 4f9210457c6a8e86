package dev.switchboard.application;

/**
 * New 64-bit ids, unique over the installation, positive and below 2^53 (safe as JSON numbers). Ids
 * of several nodes are not in time order. Thread-safe; may reach for storage now and then.
 */
@FunctionalInterface
public interface Ids {
  long next();
}
