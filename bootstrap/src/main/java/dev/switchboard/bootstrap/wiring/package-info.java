/** Which classes a feature is put together from: plain constructors, one class a feature. */
package dev.switchboard.bootstrap.wiring;
