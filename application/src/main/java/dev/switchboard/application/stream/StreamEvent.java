package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.stream.Audience;

/**
 * Something the frontends are told.
 *
 * @param type the frame's {@code type}
 * @param payload a record whose JSON becomes the frame's other fields
 */
public record StreamEvent(CompanyId company, Audience audience, String type, Object payload) {}
