/** Proofs of identity on the wire: signed access tokens and how passwords are hashed. */
package dev.switchboard.web.auth;
