/** Messages between users over HTTP. */
package dev.switchboard.web.direct;
