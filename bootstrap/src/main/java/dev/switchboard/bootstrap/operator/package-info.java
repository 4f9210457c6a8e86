/** The commands of whoever runs the installation: users, and an example company. */
package dev.switchboard.bootstrap.operator;
