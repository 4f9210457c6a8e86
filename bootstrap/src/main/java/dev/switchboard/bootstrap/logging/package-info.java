/** How log lines look and where they go. */
package dev.switchboard.bootstrap.logging;
