/** Figures, readiness, regular chores: what keeps a running server watched and tidy. */
package dev.switchboard.bootstrap.operations;
