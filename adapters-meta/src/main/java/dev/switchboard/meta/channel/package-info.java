/** What the Graph API says of connected pages and accounts. */
package dev.switchboard.meta.channel;
