/** Customers as channel accounts know them. */
package dev.switchboard.application.contact;
