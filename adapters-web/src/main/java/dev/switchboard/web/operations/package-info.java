/** What operators and their machines ask: health, readiness, metrics, and what this server is. */
package dev.switchboard.web.operations;
