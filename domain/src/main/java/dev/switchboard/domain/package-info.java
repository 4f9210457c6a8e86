/** What every feature shares: how the domain says no. */
package dev.switchboard.domain;
