/** People who work for a company, what they may do, and how they are known. */
package dev.switchboard.domain.user;
