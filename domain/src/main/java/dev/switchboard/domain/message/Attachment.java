package dev.switchboard.domain.message;

import java.util.Map;

/**
 * One attachment as the platform named it.
 *
 * @param type the platform's type ({@code image}, {@code ig_reel}, …), unknown ones as they are
 * @param payload what came with it, JSON values only; {@code url} where there is one
 */
public record Attachment(String type, Map<String, Object> payload) {}
