/** Reports and their comments as rows, and what is shown of them. */
package dev.switchboard.persistence.report;
