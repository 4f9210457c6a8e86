/** How this product uses PostgreSQL: pools, units of work, statements, migrations. No feature. */
package dev.switchboard.persistence;
