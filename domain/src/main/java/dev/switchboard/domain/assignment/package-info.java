/** Fair rotation: the pure rule and the record of its decisions. */
package dev.switchboard.domain.assignment;
