/** What users report to whoever runs the company: its texts, where it stands, what was answered. */
package dev.switchboard.domain.report;
