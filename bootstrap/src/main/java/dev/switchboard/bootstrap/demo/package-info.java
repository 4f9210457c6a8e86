/** The server with a stand-in for Meta: a company, agents, and customers who write. */
package dev.switchboard.bootstrap.demo;
