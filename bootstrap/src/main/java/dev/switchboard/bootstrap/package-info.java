/** Command line, composition root, start and stop. The only package that knows every module. */
package dev.switchboard.bootstrap;
