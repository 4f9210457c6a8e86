/** What every feature shares: units of work, ids, JSON, and the failures of storage. */
package dev.switchboard.application;
