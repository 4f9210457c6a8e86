/** The run at build time that the JVM learns from, so that every later start is short. */
package dev.switchboard.bootstrap.rehearsal;
