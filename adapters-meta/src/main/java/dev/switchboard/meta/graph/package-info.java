/** Calls to the Graph API: sending, looking up, profiles, and what its errors mean. */
package dev.switchboard.meta.graph;
