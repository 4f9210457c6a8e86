/** The API's description and the page that shows it. The words are YAML resources by feature. */
package dev.switchboard.web.openapi;
