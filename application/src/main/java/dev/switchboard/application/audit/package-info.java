/** What was done to accounts, roles, tokens and channels, by whom and from where. */
package dev.switchboard.application.audit;
