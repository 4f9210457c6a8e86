/** The audit trail, for those who may read it. */
package dev.switchboard.web.audit;
