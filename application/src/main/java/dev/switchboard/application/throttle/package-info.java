/** How often what may be tried. Counts tries, knows nothing of what is tried. */
package dev.switchboard.application.throttle;
