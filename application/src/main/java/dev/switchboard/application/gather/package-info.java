/** What is asked at the same moment, answered together. */
package dev.switchboard.application.gather;
