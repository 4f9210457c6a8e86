/** Connected accounts, their routes and their sealed tokens. */
package dev.switchboard.persistence.channel;
