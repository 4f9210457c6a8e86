/** Messages that the users of a company write to each other; customers have no part in them. */
package dev.switchboard.domain.direct;
