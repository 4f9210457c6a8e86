/** Customers as a channel account knows them; not users. */
package dev.switchboard.domain.contact;
