/** Connecting Facebook pages and Instagram accounts over HTTP. */
package dev.switchboard.web.channel;
