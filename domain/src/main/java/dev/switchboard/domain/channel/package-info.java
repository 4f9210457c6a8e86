/** Connected pages and accounts, and what each platform allows. */
package dev.switchboard.domain.channel;
