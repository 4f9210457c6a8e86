/** Users, sessions and what callers may do. */
package dev.switchboard.application.account;
