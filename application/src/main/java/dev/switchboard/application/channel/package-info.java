/** Connected pages and accounts: connecting them, their secrets, their health. */
package dev.switchboard.application.channel;
