/** The WebSocket: who may open one, what its frames say. What is sent is the hub's business. */
package dev.switchboard.web.realtime;
