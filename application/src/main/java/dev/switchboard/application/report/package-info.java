/** Reports: filing and rewording them, answering and resolving them, and who sees which. */
package dev.switchboard.application.report;
