/** The PostgreSQL that comes with the product: unpacked, initialised, started and stopped by us. */
package dev.switchboard.persistence.embedded;
