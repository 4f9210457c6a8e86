package dev.switchboard.web;

import io.javalin.config.RoutesConfig;

/** The routes of one feature. */
@FunctionalInterface
public interface Routes {
  /** Each route with exactly one {@link Access} as its role. */
  void addTo(RoutesConfig routes);
}
