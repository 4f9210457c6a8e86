/** Reports over HTTP. */
package dev.switchboard.web.report;
