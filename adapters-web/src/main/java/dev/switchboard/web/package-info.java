/**
 * What every route shares: the server, who may call, problems, JSON, reading requests. No feature.
 */
package dev.switchboard.web;
