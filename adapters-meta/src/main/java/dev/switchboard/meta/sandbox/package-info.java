/**
 * Meta without Meta: a Graph API stand-in with the platform's rules and errors, a sender of signed
 * webhooks, and customers who write and answer. For tests and for the demo, on a port of its own;
 * never part of the product's server.
 */
package dev.switchboard.meta.sandbox;
