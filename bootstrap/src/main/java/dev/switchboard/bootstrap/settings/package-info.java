/** What the process is told from outside: environment, {@code .env}, generated secrets. */
package dev.switchboard.bootstrap.settings;
