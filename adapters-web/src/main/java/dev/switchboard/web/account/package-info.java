/** HTTP for logging in, users and companies. */
package dev.switchboard.web.account;
