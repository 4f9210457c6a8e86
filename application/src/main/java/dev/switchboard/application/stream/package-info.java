/** The company's stream of events, its hub and its readers. Sockets are the web adapter's. */
package dev.switchboard.application.stream;
