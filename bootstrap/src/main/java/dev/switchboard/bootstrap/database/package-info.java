/** Which database is used: the embedded one, or a server of the operator's. */
package dev.switchboard.bootstrap.database;
