/**
 * What is let in when more is asked for than can be done: classes of work in the order in which
 * they give way, a queue that is judged by its age, and bounds on the bytes that requests hold.
 */
package dev.switchboard.web.admission;
