package dev.switchboard.persistence;

import java.sql.SQLException;

/** A function over JDBC objects. */
@FunctionalInterface
public interface SqlFunction<A, B> {
  B apply(A argument) throws SQLException;
}
