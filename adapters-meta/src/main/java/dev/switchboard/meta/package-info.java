/** What all of Meta's products share: signatures. */
package dev.switchboard.meta;
