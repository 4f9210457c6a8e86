/** The tenant. */
package dev.switchboard.domain.company;
