/**
 * The thread with one customer: its state, assignee and counters. Messages are their own aggregate.
 */
package dev.switchboard.domain.conversation;
